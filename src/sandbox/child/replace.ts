/** A function of Node, whatever it takes. */
export type Call = (...args: unknown[]) => unknown

/** Puts a value in place of one of Node's, as open to change as that is: an app may replace it in its turn. */
export function replace(owner: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(owner, name, { value, configurable: true, writable: true })
}

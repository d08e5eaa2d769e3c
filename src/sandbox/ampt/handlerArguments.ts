/** A handler as the app registers it. */
type Handler = (...args: never[]) => unknown

/** The `[config], handler` that ends the arguments of the SDK's registering calls. */
export interface HandlerArguments {
  readonly handler: Handler
  readonly config: Readonly<Record<string, unknown>>
  /** As asked for: a number of ms, where the app made no mistake. */
  readonly timeout: unknown
}

/** Reads `(handler)` or `(config, handler)`; `call` names the call in errors. */
export function readHandlerArguments(call: string, args: readonly unknown[]): HandlerArguments {
  const [first, second] = args
  const handler = second || first
  const config = second ? first : undefined
  if (typeof handler !== 'function') throw new TypeError(`${call}: the handler must be a function, not ${describe(handler)}`)
  if (config !== undefined && config !== null && typeof config !== 'object') {
    throw new TypeError(`${call}: the options must be an object such as { timeout: 10000 }, not ${describe(config)}`)
  }
  const options = (config ?? {}) as Readonly<Record<string, unknown>>
  return { handler: handler as Handler, config: options, timeout: options['timeout'] }
}

/** A value as an error message names it. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  return typeof value === 'string' ? JSON.stringify(value) : `${Array.isArray(value) ? 'an array' : typeof value}`
}

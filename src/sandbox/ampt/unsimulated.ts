import type { World } from './world'

/** Adds `values` to an object under their names: where one is asked for, the run notes what `tell` says of its name. */
export function withTold<T extends object>(
  world: World,
  object: T,
  values: Readonly<Record<string, unknown>>,
  tell: (name: string) => string,
): T {
  for (const [name, value] of Object.entries(values)) {
    const get = (): unknown => {
      world.note(tell(name))
      return value
    }
    Object.defineProperty(object, name, { get, configurable: true })
  }
  return object
}

/** Adds what a package has and a run does not simulate: it is said where it is asked for, and throws when it is called. `owner` is how the app writes the object. */
export function withUnsimulated<T extends object>(world: World, owner: string, object: T, names: readonly string[]): T {
  const tell = (name: string): string => `${name} of ${owner} is not simulated.`
  const refusing = (name: string) =>
    function (): never {
      throw new Error(`${tell(name)} Replace the module that calls it with "stubs" in a scenario file.`)
    }
  return withTold(world, object, Object.fromEntries(names.map((name) => [name, refusing(name)])), tell)
}

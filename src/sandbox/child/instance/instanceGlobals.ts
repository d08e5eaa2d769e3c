import { replace } from '../replace'

/** Gives what the code of an instance of the app knows as `globalThis`. */
export type GlobalsOf = (instance: object) => object

/**
 * What an instance puts on its `globalThis` is its own, and hides what was there before. A plain name means the same: it is looked up on the one
 * that there really is, which asks `running` for the instance whose code runs. What packages put there themselves is shared, as they are.
 */
export function createInstanceGlobals(running: () => object | null): GlobalsOf {
  const valuesOf = new WeakMap<object, Record<PropertyKey, unknown>>()
  /** What was there under names that an instance has put something under. */
  const before = new Map<PropertyKey, PropertyDescriptor | undefined>()

  const valuesOfRunning = (): Record<PropertyKey, unknown> | undefined => {
    const instance = running()
    return instance === null ? undefined : valuesOf.get(instance)
  }
  const route = (name: PropertyKey): void => {
    const there = Reflect.getOwnPropertyDescriptor(globalThis, name)
    if (before.has(name) || there?.configurable === false) return
    before.set(name, there)
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: there?.enumerable ?? true,
      get() {
        const values = valuesOfRunning()
        if (values !== undefined && Object.hasOwn(values, name)) return values[name]
        return there?.get === undefined ? (there?.value as unknown) : (there.get.call(globalThis) as unknown)
      },
      set(value) {
        const values = valuesOfRunning()
        if (values !== undefined) values[name] = value
      },
    })
  }
  const isThere = (values: object, name: PropertyKey): boolean =>
    Object.hasOwn(values, name) || (before.has(name) ? before.get(name) !== undefined : name in globalThis)

  const handler: ProxyHandler<Record<PropertyKey, unknown>> = {
    has: isThere,
    get: (values, name) => Reflect.get(Object.hasOwn(values, name) ? values : globalThis, name) as unknown,
    set(values, name, value) {
      route(name)
      return Reflect.set(values, name, value)
    },
    defineProperty(values, name, descriptor) {
      route(name)
      return Reflect.defineProperty(values, name, descriptor)
    },
    ownKeys: (values) => [...new Set([...Reflect.ownKeys(values), ...Reflect.ownKeys(globalThis)])].filter((name) => isThere(values, name)),
    getOwnPropertyDescriptor(values, name) {
      const own = Reflect.getOwnPropertyDescriptor(values, name)
      const there = own === undefined && isThere(values, name) ? Reflect.getOwnPropertyDescriptor(globalThis, name) : undefined
      return own ?? (there && { ...there, configurable: true })
    },
  }
  return (instance) => {
    const values: Record<PropertyKey, unknown> = {}
    const view = new Proxy(values, handler)
    for (const name of ['globalThis', 'global']) replace(values, name, view)
    valuesOf.set(instance, values)
    return view
  }
}

import { EventEmitter } from 'node:events'
import { getOrMake } from '../../../model/getOrMake'

/** Calls the listeners that the instance which runs has of an event of `process`; false where it has none. */
export type TellInstance = (name: string, ...args: unknown[]) => boolean

/**
 * Gives each instance of the app listeners of `process` of its own: it neither removes ours, nor hears what befalls another. `instance` gives
 * the one that runs. What Node emits goes to listeners that were there before, else to those of the instance, and it counts both; what the app
 * emits and counts, as `isOfApp` tells, to those alone.
 */
export function installProcessEvents(instance: () => object, isOfApp: () => boolean): TellInstance {
  const emitters = new WeakMap<object, EventEmitter>()
  const own = (): EventEmitter => getOrMake(emitters, instance(), () => new EventEmitter())
  const tell: TellInstance = (name, ...args) => own().emit(name, ...args)
  const tellOurs = process.emit.bind(process) as TellInstance
  const names = Object.getOwnPropertyNames(EventEmitter.prototype).filter((name) => /^[a-z]/.test(name) && name !== 'constructor')
  const methods = names.map((name) => {
    const call = (...args: unknown[]): unknown => {
      const emitter = own() as unknown as Record<string, (...args: unknown[]) => unknown>
      const result = emitter[name]!(...args)
      return result === emitter ? process : result
    }
    return [name, call] as const
  })
  const emit: TellInstance = (...args) => (!isOfApp() && tellOurs(...args)) || tell(...args)
  const countOurs = process.listenerCount.bind(process)
  // Node keeps messages back where nobody listens.
  const listenerCount: typeof countOurs = (...args) => (isOfApp() ? 0 : countOurs(...args)) + own().listenerCount(...args)
  Object.assign(process, Object.fromEntries(methods), { emit, listenerCount })
  return tell
}

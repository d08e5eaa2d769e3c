import { handedName, storedName } from '../../contract/names'
import { effectiveTimeout, MAX_TIMEOUT_MS } from '../../contract/timeout'
import { describe, readHandlerArguments } from './handlerArguments'
import type { HandedEvent, World } from './world'

export interface Events {
  on(name: string, ...args: unknown[]): null
  publish(name: string, ...args: unknown[]): Promise<unknown>
  /** The events that have handlers, by their stored names. */
  getConfig(): { readonly events: readonly object[]; readonly errors: readonly string[] }
  /** By stored name, what calls all of an event's handlers, outside of the simulation. */
  getHandlers(): Readonly<Record<string, (event: object, context?: unknown) => Promise<unknown[]>>>
}

/** The handlers of an event. */
interface Handled {
  readonly handlers: ((event: never, context: never) => unknown)[]
  /** As each asks for, in ms. */
  readonly timeouts: (number | undefined)[]
}

/** What `getConfig` says of a longer timeout (SDK 1.0.20). */
const TOO_LONG = 'Maximum timeout for event handlers is 60000 ms'

/** `events` of `@ampt/sdk`. What an event is and when it arrives is the world's to say. */
export function createEvents(world: World): Events {
  const handled = new Map<string, Handled>()
  const tellNamespace = (name: unknown): void => {
    if (typeof name !== 'string' || !ownNames.test(name)) return
    const [source] = name.split(':')
    world.note(
      `The event "${name}" has the name that the platform gives to changes of ${source}: there, its handlers and those of ${source}.on meet. Here they do not.`,
    )
  }
  return {
    on(name, ...args) {
      // An empty one is a name like any other to the SDK.
      if (typeof name !== 'string' || (name === '' && world.contract === 'documented'))
        throw new TypeError(`events.on: the event name must be a non-empty string, not ${describe(name)}`)
      tellNamespace(name)
      const stored = storedName(name)
      // Without a handler the SDK looks one up, only to give null (1.0.20).
      if (!args[0] && !args[1]) {
        if (!handled.has(stored)) throw new Error(`No handler found for event: event:${stored}`)
        return null
      }
      const call = `events.on(${JSON.stringify(name)})`
      const { handler, timeout, config } = readHandlerArguments(call, args)
      if (world.contract === 'sdk' && config.source !== undefined) {
        world.note(
          `${call}: its options say that the source is ${JSON.stringify(config.source)}, as data.on and storage.on leave them. Give each call its own.`,
        )
      }
      const known = handled.get(stored) ?? { handlers: [], timeouts: [] }
      known.handlers.push(handler)
      known.timeouts.push(typeof timeout === 'number' ? timeout : undefined)
      handled.set(stored, known)
      const withTarget = (event: HandedEvent, context: never): unknown => handler({ target: `event:${stored}`, ...event } as never, context)
      // The documentation knows no target.
      world.register({ source: 'event', name, timeout, handler: world.contract === 'sdk' ? withTarget : handler })
      return null
    },
    publish(name, ...args) {
      tellNamespace(name)
      return world.publish(name, args)
    },
    getConfig: () => ({
      events: [...handled].map(([stored, { timeouts }]) => {
        const id = `event:${stored}`
        return { id, name: id, timeout: effectiveTimeout(timeouts), invocationType: 'event' }
      }),
      errors: [...handled.values()].flatMap(({ timeouts }) => timeouts.filter((ms) => ms! > MAX_TIMEOUT_MS)).map(() => TOO_LONG),
    }),
    getHandlers: () =>
      Object.fromEntries(
        [...handled].map(([stored, { handlers }]) => [
          `event:${stored}`,
          async ({ name, ...event }: { readonly name?: string }, context?: unknown) => {
            const given = { ...event, name: name && handedName(name) }
            return Promise.all(handlers.map((handler) => handler(given as never, context as never)))
          },
        ]),
      ),
  }
}

/** Names that the platform gives to what it brings itself (SDK 1.0.20). */
const ownNames = /^(data:(created|updated|deleted)|storage:(write|remove|copy))$/

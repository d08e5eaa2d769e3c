import { describe, readHandlerArguments } from './handlerArguments'
import type { World } from './world'

export interface Events {
  on(name: string, ...args: unknown[]): null
  publish(name: string, ...args: unknown[]): Promise<unknown>
}

/** `events` of `@ampt/sdk`. What an event is and when it arrives is the world's to say. */
export function createEvents(world: World): Events {
  const handled = new Set<string>()
  return {
    on(name, ...args) {
      if (typeof name !== 'string' || name === '')
        throw new TypeError(`events.on: the event name must be a non-empty string, not ${describe(name)}`)
      const stored = name.includes(':') ? name : `custom:${name}`
      // Without a handler the SDK looks one up, only to give null (1.0.20).
      if (!args[0] && !args[1]) {
        if (!handled.has(stored)) throw new Error(`No handler found for event: event:${stored}`)
        return null
      }
      const { handler, timeoutMs } = readHandlerArguments(`events.on(${JSON.stringify(name)})`, args)
      handled.add(stored)
      world.register({ source: 'event', name, timeoutMs, handler })
      return null
    },
    publish: (name, ...args) => world.publish(name, args),
  }
}

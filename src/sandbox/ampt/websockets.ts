import type { Json } from '../../model/json'
import { readHandlerArguments } from './handlerArguments'
import { operate } from './operation'
import type { World } from './world'

export class InvalidConnectionError extends Error {}
export class WebSocketError extends Error {}

/** `ws` of `@ampt/sdk`. */
export interface WebSockets {
  on(event: string, ...args: unknown[]): void
  send(connectionId: string, data: unknown): Promise<void>
  close(connectionIds: string | readonly string[]): Promise<void>
  isConnected(connectionId: string): Promise<boolean>
}

/** `ws` of `@ampt/sdk` without clients: what is sent is recorded. */
export function createWebSockets(world: World): WebSockets {
  const assumeConnected = (): void => world.note('WebSockets: every connection counts as open.')
  return {
    on(event, ...args) {
      readHandlerArguments(`ws.on(${JSON.stringify(event)})`, args)
      world.note('ws.on is not simulated yet: its handlers are not called.')
    },
    async send(connectionId, data) {
      assumeConnected()
      const value = JSON.parse(JSON.stringify(data) ?? 'null') as Json
      return operate(world, () => world.effect({ kind: 'ws.send', target: connectionId, value }))
    },
    async close(connectionIds) {
      const ids = typeof connectionIds === 'string' ? [connectionIds] : connectionIds
      return operate(world, () => ids.forEach((id) => world.effect({ kind: 'ws.close', target: id })))
    },
    async isConnected() {
      assumeConnected()
      return operate(world, () => true)
    },
  }
}

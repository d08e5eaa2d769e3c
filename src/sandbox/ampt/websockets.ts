import type { Json } from '../../model/json'
import type { SocketStep } from '../../model/scenario'
import { readHandlerArguments } from './handlerArguments'
import { operate } from './operation'
import type { Envelope, World } from './world'

export class InvalidConnectionError extends Error {}
export class WebSocketError extends Error {}

interface SendOptions {
  readonly throwIfNotConnected?: boolean
}

/** A client, as handlers of `ws.on` get it. */
export interface SocketConnection {
  readonly connectionId: string
  /** Of the `connected` event only. */
  readonly meta?: { readonly connectedAt: number }
  send(data: unknown, options?: SendOptions): Promise<void>
  isConnected(): Promise<boolean>
  close(): Promise<void>
}

/** `ws` of `@ampt/sdk`. */
export interface WebSockets {
  on(event: string, ...args: unknown[]): void
  send(connectionId: string, data: unknown, options?: SendOptions): Promise<void>
  close(connectionIds: string | readonly string[]): Promise<void>
  isConnected(connectionId: string): Promise<boolean>
}

type SocketBody = { readonly connection: string; readonly data?: Json }

const events = { connect: 'connected', message: 'message', disconnect: 'disconnected' } as const

/** `ws` of `@ampt/sdk`, and the clients that the scenario drives. What is sent to them is recorded. */
export function createWebSockets(world: World, connected: Set<string>): { ws: WebSockets; socket: (step: SocketStep) => void } {
  const isOpen = (id: string): boolean => {
    if (!world.drivesSockets) world.note('WebSockets: every connection counts as open. Drive them with "sockets" in a scenario file.')
    return !world.drivesSockets || connected.has(id)
  }
  const leave = (id: string, reason: Json): void => {
    if (connected.delete(id)) world.occur({ source: 'ws', name: 'disconnected', body: { connection: id, data: reason } })
  }

  const ws: WebSockets = {
    on(event, ...args) {
      const { handler, timeoutMs } = readHandlerArguments(`ws.on(${JSON.stringify(event)})`, args)
      const run = handler as (connection: SocketConnection, data?: unknown) => unknown
      world.register({
        source: 'ws',
        name: event,
        timeoutMs,
        handler: ({ body: { connection, data }, time }: Envelope<SocketBody>) =>
          run(event === 'connected' ? { ...clientOf(connection), meta: { connectedAt: time } } : clientOf(connection), data),
      })
    },
    async send(connectionId, data, { throwIfNotConnected = true } = {}) {
      const value = JSON.parse(JSON.stringify(data) ?? 'null') as Json
      return operate(world, () => {
        if (isOpen(connectionId)) world.effect({ kind: 'ws.send', target: connectionId, value })
        else if (throwIfNotConnected) throw new InvalidConnectionError(`Connection ${connectionId} is not connected`)
      })
    },
    async close(connectionIds) {
      const ids = typeof connectionIds === 'string' ? [connectionIds] : connectionIds
      return operate(world, () => {
        for (const id of ids) {
          world.effect({ kind: 'ws.close', target: id })
          leave(id, null)
        }
      })
    },
    isConnected: async (connectionId) => operate(world, () => isOpen(connectionId)),
  }

  function clientOf(connectionId: string): SocketConnection {
    return {
      connectionId,
      send: (data, options) => ws.send(connectionId, data, options),
      isConnected: () => ws.isConnected(connectionId),
      close: () => ws.close(connectionId),
    }
  }

  return {
    ws,
    socket({ connection, action, data }) {
      if (action === 'disconnect') return leave(connection, data ?? null)
      if (action === 'connect') connected.add(connection)
      if (!connected.has(connection)) return world.note(`The scenario sends a message on "${connection}", which is not connected.`)
      // The platform answers this one itself (SDK 1.0.20).
      if (action === 'message' && data === 'ping') return world.effect({ kind: 'ws.send', target: connection, value: 'pong' })
      world.occur({ source: 'ws', name: events[action], body: { connection, ...(data !== undefined && { data }) } })
    },
  }
}

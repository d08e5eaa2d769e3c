import type { Json } from '../../model/json'
import type { SocketStep } from '../../model/scenario'
import { SECOND_MS } from '../../words/duration'
import { asJson } from './asJson'
import { readHandlerArguments } from './handlerArguments'
import { look, operate } from './operation'
import { withUnsimulated } from './unsimulated'
import type { HandedEvent, World } from './world'

export class InvalidConnectionError extends Error {}
export class WebSocketError extends Error {}

interface SendOptions {
  readonly throwIfNotConnected?: boolean
}

/** What the request to connect says (types of SDK 1.0.20). */
interface ConnectParams {
  readonly queryStringParameters?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

/** A client, as handlers of `ws.on` get it. */
export interface SocketConnection {
  readonly connectionId: string
  /** Of the `connected` event only. */
  readonly meta?: ConnectParams & { readonly connectedAt: number }
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

/** Limits of the smallest kind of environment (documentation, WebSockets). */
const SANDBOX_CONNECTIONS = 10
const SANDBOX_MESSAGES = 10

const events = { connect: 'connected', message: 'message', disconnect: 'disconnected' } as const

/** `ws` of `@ampt/sdk`, and the clients that the scenario drives. What is sent to them is recorded. */
export function createWebSockets(world: World, connected: Set<string>): { ws: WebSockets; socket: (step: SocketStep) => void } {
  const tellLimits = createLimits(world, connected)
  const isOpen = (id: string): boolean => {
    if (!world.drivesSockets) world.note('WebSockets: every connection counts as open. Drive them with "sockets" in a scenario file.')
    return !world.drivesSockets || connected.has(id)
  }
  const tell = (action: SocketStep['action'], connection: string, data: Json | undefined): void =>
    void world.occur({ source: 'ws', name: events[action], body: { connection, ...(data !== undefined && { data }) } })
  const leave = (id: string, reason?: Json): void => {
    if (connected.delete(id)) tell('disconnect', id, reason)
  }

  const methods: WebSockets = {
    on(event, ...args) {
      const { handler, timeout } = readHandlerArguments(`ws.on(${JSON.stringify(event)})`, args)
      const run = handler as (connection: SocketConnection, data?: unknown) => unknown
      world.register({
        source: 'ws',
        name: event,
        timeout,
        handler: ({ body: { connection, data }, time }: HandedEvent<SocketBody>) =>
          event === 'connected'
            ? run({ ...clientOf(ws, connection), meta: { connectedAt: time, ...(data as ConnectParams | undefined) } })
            : run(clientOf(ws, connection), event === 'message' ? asMessage(data) : data),
      })
    },
    async send(connectionId, data, { throwIfNotConnected = true } = {}) {
      const value = asJson(data)
      return operate(world, () => {
        if (isOpen(connectionId)) world.effect({ kind: 'ws.send', target: connectionId, value })
        else if (throwIfNotConnected) throw new InvalidConnectionError(`Connection ${connectionId} is not connected`)
      })
    },
    async close(connectionIds) {
      const ids = typeof connectionIds === 'string' ? [connectionIds] : connectionIds
      return operate(world, () => {
        const gone = ids.filter((id) => !isOpen(id))
        for (const id of ids) {
          if (gone.includes(id)) continue
          world.effect({ kind: 'ws.close', target: id })
          leave(id)
        }
        // SDK 1.0.20 passes on what API Gateway says, which has no text for a connection that is gone.
        if (gone.length > 0) throw new WebSocketError('UnknownError')
      })
    },
    isConnected: async (connectionId) => look(world, () => isOpen(connectionId)),
  }

  const ws = withUnsimulated(world, 'ws', methods, ['handleNewConnection', 'handleDisconnect', 'handleMessage'])

  return {
    ws,
    socket({ connection, action, data }) {
      if (action === 'disconnect') return leave(connection, data)
      if (action === 'connect') connected.add(connection)
      tellLimits(action === 'message')
      if (!connected.has(connection)) return world.note(`The scenario sends a message on "${connection}", which is not connected.`)
      // The platform answers this one itself (SDK 1.0.20).
      if (action === 'message' && data === 'ping') return world.effect({ kind: 'ws.send', target: connection, value: 'pong' })
      tell(action, connection, data)
    },
  }
}

/** Says what the platform would not take: it is taken all the same. */
function createLimits(world: World, connected: ReadonlySet<string>): (isMessage: boolean) => void {
  let messages = { second: 0, count: 0 }
  const tell = (most: number, what: string, others: string): void =>
    world.note(`WebSockets: more than ${most} ${what}. A sandbox takes ${most}, ${others}.`)
  return (isMessage) => {
    if (connected.size > SANDBOX_CONNECTIONS) tell(SANDBOX_CONNECTIONS, 'connections at once', 'a preview 50, a stage 5,000')
    if (!isMessage) return
    const second = Math.floor(world.now() / SECOND_MS)
    messages = { second, count: second === messages.second ? messages.count + 1 : 1 }
    if (messages.count > SANDBOX_MESSAGES) tell(SANDBOX_MESSAGES, 'messages a second', 'a preview 100, a stage 10,000')
  }
}

function clientOf(ws: WebSockets, connectionId: string): SocketConnection {
  return {
    connectionId,
    send: (data, options) => ws.send(connectionId, data, options),
    isConnected: () => ws.isConnected(connectionId),
    close: () => ws.close(connectionId),
  }
}

/** Text that is JSON arrives as what it says (documentation, WebSockets; SDK 1.0.20); empty text as undefined. */
function asMessage(data: Json | undefined): Json | undefined {
  if (typeof data !== 'string') return data
  if (data === '') return undefined
  try {
    return JSON.parse(data) as Json
  } catch {
    return data
  }
}

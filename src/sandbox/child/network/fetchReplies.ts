import { subscribe } from 'node:diagnostics_channel'
import type net from 'node:net'

/**
 * Tells of each socket whose reply to fetch, or to the package undici, is whole. Undici itself lets go of it in an immediate: that is a virtual one, and comes
 * when nothing real is under way, which the socket is.
 */
export function onWholeReply(tell: (socket: net.Socket) => void): void {
  const sockets = new WeakMap<object, net.Socket>()
  subscribe('undici:client:sendHeaders', (message) => {
    const { request, socket } = message as { request: object; socket: net.Socket }
    sockets.set(request, socket)
  })
  subscribe('undici:request:trailers', (message) => {
    const socket = sockets.get((message as { request: object }).request)
    if (socket !== undefined) tell(socket)
  })
}

import { AsyncResource } from 'node:async_hooks'
import net from 'node:net'
import { natives } from './natives'

const LOOK_EVERY_MS = 5
/** Looks without a byte after which a reply counts as whole while somebody may wait for more: no protocol is known here. */
const QUIET_LOOKS = 20
/** Looks for the first byte of a reply, some 30 s: some writes have none. */
const NO_REPLY_LOOKS = 6000

interface Conversation {
  readonly socket: net.Socket
  bytesRead: number
  /** Since the last byte, either way. Looks, not time: after a long turn of the loop, what has arrived is not read yet. */
  quietLooks: number
  hasReply: boolean
  isAwaited: boolean
}

/**
 * Makes the run wait for a socket while a reply is under way, and not while it lies open in a pool: databases keep theirs open for good. Gives
 * what begins to watch a socket; TLS over it is seen as well. `isBusy` tells whether code of the app is under way that may wait for a reply.
 */
export function installSocketWaits(isBusy: () => boolean): (socket: net.Socket) => void {
  const conversations = new Map<net.Socket, Conversation>()
  let timer: NodeJS.Timeout | null = null

  const look = (): void => {
    for (const one of conversations.values()) {
      const { bytesRead } = one.socket
      if (bytesRead !== one.bytesRead) Object.assign(one, { bytesRead, quietLooks: 0, hasReply: true })
      const looks = one.hasReply ? (isBusy() ? QUIET_LOOKS : 1) : NO_REPLY_LOOKS
      if (!one.isAwaited || ++one.quietLooks <= looks) continue
      one.isAwaited = false
      one.socket.unref()
    }
  }
  const awaitReply = (one: Conversation): void => {
    Object.assign(one, { bytesRead: one.socket.bytesRead, quietLooks: 0, hasReply: false })
    if (one.isAwaited) return
    one.isAwaited = true
    one.socket.ref()
    // A small write makes no async resource of its own; this one tells that real work is under way.
    new AsyncResource('SocketReply').emitDestroy()
  }

  const prototype = net.Socket.prototype as unknown as { _writeGeneric(this: net.Socket, ...args: unknown[]): unknown }
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket below
  const write = prototype._writeGeneric
  prototype._writeGeneric = function (this: net.Socket & { readonly _parent?: net.Socket }, ...args: unknown[]) {
    const one = conversations.get(this) ?? conversations.get(this._parent as net.Socket)
    if (one !== undefined) awaitReply(one)
    return write.apply(this, args)
  }

  return (socket) => {
    timer ??= natives.setInterval(look, LOOK_EVERY_MS).unref()
    const one: Conversation = { socket, bytesRead: 0, quietLooks: 0, hasReply: false, isAwaited: true }
    conversations.set(socket, one)
    // Some servers speak first.
    socket.once('connect', () => awaitReply(one))
    socket.once('close', () => conversations.delete(socket))
  }
}

import { AsyncResource } from 'node:async_hooks'
import type dgram from 'node:dgram'
import net from 'node:net'
import { natives } from './natives'

const LOOK_EVERY_MS = 5
/** Looks without a byte after which a reply counts as whole while somebody may wait for more: no protocol is known here. */
const QUIET_LOOKS = 20
/** Looks for the first byte of a reply, some 30 s: some writes have none. */
const NO_REPLY_LOOKS = 6000

/** What is read of a socket. */
interface Line {
  readonly bytesRead: number
  ref(): unknown
  unref(): unknown
}

interface Conversation {
  readonly line: Line
  /** Looks for the first byte of a reply. */
  readonly firstLooks: number
  bytesRead: number
  /** Since the last byte, either way. Looks, not time: after a long turn of the loop, what has arrived is not read yet. */
  quietLooks: number
  hasReply: boolean
  isAwaited: boolean
}

/** What begins to watch a socket before it connects, and what is told of each datagram that is sent. */
interface SocketWaits {
  connecting(socket: net.Socket): void
  sending(socket: dgram.Socket): void
}

/**
 * Makes the run wait for a socket while a reply is under way, and not while it lies open in a pool: databases keep theirs open for good.
 * TLS over it is seen as well; a datagram may have no reply, which is no longer waited for than for more of one. `isBusy` tells whether code of the app is under way that may wait for a reply.
 */
export function installSocketWaits(isBusy: () => boolean): SocketWaits {
  const conversations = new Map<net.Socket | dgram.Socket, Conversation>()
  let timer: NodeJS.Timeout | null = null

  const look = (): void => {
    for (const one of conversations.values()) {
      const { bytesRead } = one.line
      if (bytesRead !== one.bytesRead) Object.assign(one, { bytesRead, quietLooks: 0, hasReply: true })
      const looks = one.hasReply ? (isBusy() ? QUIET_LOOKS : 1) : one.firstLooks
      if (!one.isAwaited || ++one.quietLooks <= looks) continue
      one.isAwaited = false
      one.line.unref()
    }
  }
  const awaitReply = (one: Conversation): void => {
    Object.assign(one, { bytesRead: one.line.bytesRead, quietLooks: 0, hasReply: false })
    if (one.isAwaited) return
    one.isAwaited = true
    one.line.ref()
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

  const watch = (socket: net.Socket | dgram.Socket, line: Line, firstLooks: number): Conversation => {
    timer ??= natives.setInterval(look, LOOK_EVERY_MS).unref()
    const one: Conversation = { line, firstLooks, bytesRead: 0, quietLooks: 0, hasReply: false, isAwaited: true }
    conversations.set(socket, one)
    socket.once('close', () => conversations.delete(socket))
    return one
  }

  return {
    connecting(socket) {
      const one = watch(socket, socket, NO_REPLY_LOOKS)
      // Some servers speak first.
      socket.once('connect', () => awaitReply(one))
    },
    sending(socket) {
      awaitReply(conversations.get(socket) ?? watch(socket, lineOf(socket), QUIET_LOOKS))
    },
  }
}

function lineOf(socket: dgram.Socket): Line {
  const line = { bytesRead: 0, ref: () => socket.ref(), unref: () => socket.unref() }
  socket.on('message', (message) => (line.bytesRead += message.length))
  return line
}

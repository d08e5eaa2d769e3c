import { AsyncResource } from 'node:async_hooks'
import type dgram from 'node:dgram'
import type net from 'node:net'
import { natives } from '../natives'
import { abandonConnect } from './abandonConnect'
import { onWholeReply } from './fetchReplies'
import { beginsPostgresTalk, PostgresTalk } from './postgresTalk'
import { installSocketWrites } from './socketWrites'

const LOOK_EVERY_MS = 5
/** Looks without a byte after which a reply counts as whole while somebody may wait for more, where its protocol is not known. */
const QUIET_LOOKS = 20
/** Part of the run's wall time that is waited for a byte: some writes have no reply, and some hosts never give one. Three such waits fit into a run. */
const NO_REPLY_PART = 0.3

/** What is read of a socket. */
interface Line {
  readonly bytesRead: number
  readonly connecting?: boolean
  ref(): unknown
  unref(): unknown
}

/** What is known of a socket from its beginning. */
interface Kind {
  /** Host and port. */
  readonly target: string
  /** Whether Node knows when its reply is whole, and lets go of it then. */
  readonly isHttp: boolean
  /** Looks for the first byte of a reply. */
  readonly firstLooks: number
}

interface Conversation extends Kind {
  readonly line: Line
  bytesRead: number
  /** Since the last byte, either way. Looks, not time: after a long turn of the loop, what has arrived is not read yet. */
  quietLooks: number
  hasReply: boolean
  isAwaited: boolean
  hasWritten: boolean
  postgres: PostgresTalk | null
  /** Made where the app last asked. */
  asker: AsyncResource
}

/** A reply that the run waits for. */
interface OpenReply {
  readonly target: string
  /** Runs code in the async context that asked. */
  readonly run: <T>(code: () => T) => T
}

/** What there is to do beside waiting for sockets. */
export interface Work {
  /** Whether code of the app is under way, which may wait for a reply. */
  readonly isBusy: boolean
  /** Whether something is due at this instant. */
  readonly isDue: boolean
}

/** What begins to watch a socket before it connects, and what is told of each datagram that is sent. */
export interface SocketWaits {
  connecting(socket: net.Socket, target: string, isHttp: boolean): void
  sending(socket: dgram.Socket, target: string): void
  readonly openReplies: () => readonly OpenReply[]
}

/**
 * Makes the run wait for a socket while a reply is under way, and not while it lies open in a pool: databases keep theirs open for good.
 * TLS over it is seen as well; a datagram may have no reply, which is no longer waited for than for more of one. `work` tells what there is to do beside; `wallMs` is
 * the wall time that the run may take. `onSilent` is told of hosts that are waited for no more, and for how many seconds of wall time they were.
 */
export function installSocketWaits(work: Work, wallMs: number, onSilent: (target: string, seconds: number) => void): SocketWaits {
  const noReplyLooks = (wallMs * NO_REPLY_PART) / LOOK_EVERY_MS
  const conversations = new Map<net.Socket | dgram.Socket, Conversation>()
  let timer: NodeJS.Timeout | null = null

  const look = (): void => {
    for (const one of conversations.values()) {
      const { bytesRead, connecting = false } = one.line
      if (bytesRead !== one.bytesRead) Object.assign(one, { bytesRead, quietLooks: 0, hasReply: true })
      const isOffTurn = !one.hasWritten && work.isDue && !connecting
      const looks = isOffTurn ? QUIET_LOOKS : looksFor(one)
      if (!one.isAwaited || ++one.quietLooks <= looks) continue
      if (isOffTurn) offTurn.add(one)
      if (looks === noReplyLooks) onSilent(one.target, (looks * LOOK_EVERY_MS) / 1000)
      if (connecting) abandonConnect(one.line as net.Socket)
      letGo(one)
    }
  }
  /** Sockets that say nothing before the app does, which may want to in a step that is due. */
  const offTurn = new Set<Conversation>()
  natives.onProcess('beforeExit', () => {
    // Behind that step, and before time passes.
    if (offTurn.size > 0) natives.setImmediate(() => offTurn.forEach((one) => offTurn.delete(one) && hold(one)))
  })
  const some = (is: (talk: PostgresTalk) => boolean): boolean =>
    [...conversations.values()].some(({ postgres }) => postgres !== null && is(postgres))
  const looksFor = ({ isHttp, postgres, hasReply, firstLooks }: Conversation): number => {
    if (isHttp) return noReplyLooks
    if (postgres?.isReplyAwaited === true) {
      // It may wait for what a transaction of another attempt holds, which waits for its turn.
      return some((talk) => talk.isInTransaction) ? QUIET_LOOKS : noReplyLooks
    }
    if (postgres !== null) return some((talk) => talk.isListening) ? QUIET_LOOKS : 1
    if (!hasReply) return firstLooks
    return work.isBusy ? QUIET_LOOKS : 1
  }
  const letGo = (one: Conversation): void => {
    one.isAwaited = false
    one.line.unref()
  }
  const awaitReply = (one: Conversation): void => {
    Object.assign(one, { bytesRead: one.line.bytesRead, quietLooks: 0, hasReply: false, asker: passingWork() })
    hold(one)
  }
  const hold = (one: Conversation): void => {
    if (one.isAwaited) return
    one.isAwaited = true
    one.line.ref()
    passingWork()
  }

  /** Reads what is written to PostgreSQL, and what comes from there. */
  const readTalk = (one: Conversation, socket: net.Socket, piece: Buffer): void => {
    if (one.postgres !== null) return one.postgres.sent(piece)
    if (!beginsPostgresTalk(piece)) return
    const talk = (one.postgres = new PostgresTalk())
    const push = socket.push.bind(socket)
    socket.push = (chunk: Buffer | null, ...rest) => {
      if (chunk !== null) talk.received(chunk)
      const wantsMore = push(chunk, ...rest)
      if (one.isAwaited && !talk.isReplyAwaited && !some(({ isListening }) => isListening)) letGo(one)
      return wantsMore
    }
  }

  installSocketWrites((socket, below, pieces) => {
    const one = conversations.get(socket) ?? conversations.get(below as net.Socket)
    if (one === undefined) return
    for (const piece of pieces) readTalk(one, socket, piece)
    one.hasWritten = true
    awaitReply(one)
    // Others may have waited for what this one holds.
    for (const other of conversations.values()) if (other.postgres?.isReplyAwaited === true) awaitReply(other)
  })

  onWholeReply((socket) => {
    const one = conversations.get(socket)
    if (one !== undefined) letGo(one)
  })

  const watch = (socket: net.Socket | dgram.Socket, line: Line, { target, isHttp, firstLooks }: Kind): Conversation => {
    timer ??= natives.setInterval(look, LOOK_EVERY_MS).unref()
    const one: Conversation = {
      target,
      line,
      isHttp,
      firstLooks,
      bytesRead: 0,
      quietLooks: 0,
      hasReply: false,
      isAwaited: true,
      // Of HTTP the client always speaks first, and what it says comes by itself.
      hasWritten: isHttp,
      postgres: null,
      asker: passingWork(),
    }
    conversations.set(socket, one)
    socket.once('close', () => conversations.delete(socket))
    return one
  }

  return {
    connecting(socket, target, isHttp) {
      const one = watch(socket, socket, { target, isHttp, firstLooks: noReplyLooks })
      // Some servers speak first.
      socket.once('connect', () => awaitReply(one))
    },
    sending(socket, target) {
      const one = conversations.get(socket) ?? watch(socket, lineOf(socket), { target, isHttp: false, firstLooks: QUIET_LOOKS })
      one.hasWritten = true
      awaitReply(one)
    },
    openReplies: () =>
      [...conversations].flatMap(([socket, { target, isAwaited, asker }]) =>
        isAwaited && holdsLoop(socket) ? [{ target, run: <T>(code: () => T): T => asker.runInAsyncScope(code) }] : [],
      ),
  }
}

/** Tells that real work is under way, which a small write does not. */
function passingWork(): AsyncResource {
  return new AsyncResource('SocketReply').emitDestroy()
}

/** Node lets go of a socket of HTTP when its reply is whole. */
function holdsLoop(socket: object): boolean {
  return (socket as { readonly _handle?: { hasRef(): boolean } | null })._handle?.hasRef() === true
}

function lineOf(socket: dgram.Socket): Line {
  const line = { bytesRead: 0, ref: () => socket.ref(), unref: () => socket.unref() }
  socket.on('message', (message) => (line.bytesRead += message.length))
  return line
}

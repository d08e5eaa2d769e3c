import { AsyncResource } from 'node:async_hooks'
import type dgram from 'node:dgram'
import type net from 'node:net'
import { natives } from '../natives'
import { abandonConnect } from './abandonConnect'
import { onWholeReply } from './fetchReplies'
import { HttpTalk } from './httpTalk'
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
  /** Of TLS. */
  readonly secureConnecting?: boolean
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

interface Conversation extends Omit<Kind, 'isHttp'> {
  readonly line: Line
  bytesRead: number
  /** Since the last byte, either way. Looks, not time: after a long turn of the loop, what has arrived is not read yet. */
  quietLooks: number
  hasReply: boolean
  isAwaited: boolean
  /** What is known of its requests, where it is one of HTTP. */
  readonly http: HttpTalk | null
  postgres: PostgresTalk | null
  /** Made where the app last asked. */
  asker: AsyncResource
}

/** A reply that the run waits for. */
export interface OpenReply {
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

/**
 * Makes the run wait for a socket while a reply is under way, and not while it lies open in a pool: databases keep theirs open for good.
 * TLS over it is seen as well; a datagram may have no reply, which is no longer waited for than for more of one.
 */
export class SocketWaits {
  private readonly conversations = new Map<net.Socket | dgram.Socket, Conversation>()
  /** Sockets where the app may want to say something in a step that is due, before a reply comes. */
  private readonly offTurn = new Set<Conversation>()
  private readonly noReplyLooks: number
  private timer: NodeJS.Timeout | null = null

  /**
   * `work` tells what there is to do beside; `wallMs` is the wall time that the run may take. `onSilent` is told of hosts that are waited for no
   * more, and for how many seconds of wall time they were.
   */
  constructor(
    private readonly work: Work,
    wallMs: number,
    private readonly onSilent: (target: string, seconds: number) => void,
  ) {
    this.noReplyLooks = (wallMs * NO_REPLY_PART) / LOOK_EVERY_MS
    const { offTurn, conversations } = this
    natives.onProcess('beforeExit', () => {
      // Behind that step, and before time passes.
      if (offTurn.size > 0) natives.setImmediate(() => offTurn.forEach((one) => offTurn.delete(one) && hold(one)))
    })
    installSocketWrites((socket, below, pieces) => {
      const one = conversations.get(socket) ?? conversations.get(below as net.Socket)
      if (one === undefined) return
      for (const piece of pieces) this.readTalk(one, socket, piece)
      awaitReply(one)
      // Others may have waited for what this one holds.
      for (const other of conversations.values()) if (other.postgres?.isReplyAwaited === true) awaitReply(other)
    })
    onWholeReply((socket) => {
      const one = conversations.get(socket)
      if (one !== undefined) letGo(one)
    })
  }

  /** Begins to watch a socket before it connects. */
  connecting(socket: net.Socket, target: string, isHttp: boolean): void {
    const one = this.watch(socket, socket, { target, isHttp, firstLooks: this.noReplyLooks })
    // Some servers speak first.
    socket.once('connect', () => awaitReply(one))
  }

  /** Is told of each datagram that is sent. */
  sending(socket: dgram.Socket, target: string): void {
    awaitReply(this.conversations.get(socket) ?? this.watch(socket, lineOf(socket), { target, isHttp: false, firstLooks: QUIET_LOOKS }))
  }

  openReplies(): OpenReply[] {
    return [...this.conversations].flatMap(([socket, { target, isAwaited, asker }]) =>
      isAwaited && holdsLoop(socket) ? [{ target, run: <T>(code: () => T): T => asker.runInAsyncScope(code) }] : [],
    )
  }

  private watch(socket: net.Socket | dgram.Socket, line: Line, { target, isHttp, firstLooks }: Kind): Conversation {
    this.timer ??= natives.setInterval(() => this.conversations.forEach((one) => this.look(one)), LOOK_EVERY_MS).unref()
    const one: Conversation = {
      target,
      line,
      firstLooks,
      bytesRead: 0,
      quietLooks: 0,
      hasReply: false,
      isAwaited: true,
      http: isHttp ? new HttpTalk() : null,
      postgres: null,
      asker: passingWork(),
    }
    this.conversations.set(socket, one)
    socket.once('close', () => this.conversations.delete(socket))
    return one
  }

  private look(one: Conversation): void {
    const { bytesRead } = one.line
    if (bytesRead !== one.bytesRead) Object.assign(one, { bytesRead, quietLooks: 0, hasReply: true })
    const isOffTurn = this.work.isDue && mayGoOn(one)
    const looks = isOffTurn ? QUIET_LOOKS : this.looksFor(one)
    if (!one.isAwaited || ++one.quietLooks <= looks) return
    if (isOffTurn) this.offTurn.add(one)
    if (looks === this.noReplyLooks) this.onSilent(one.target, (looks * LOOK_EVERY_MS) / 1000)
    if (one.line.connecting === true) abandonConnect(one.line as net.Socket)
    letGo(one)
  }

  private looksFor(one: Conversation): number {
    const { http, postgres, hasReply, firstLooks } = one
    // The rest of a request may hang on a timer of the app.
    if (http !== null) return mayGoOn(one) ? QUIET_LOOKS : this.noReplyLooks
    if (postgres?.isReplyAwaited === true) {
      // It may wait for what a transaction of another attempt holds, which waits for its turn.
      return this.some((talk) => talk.isInTransaction) ? QUIET_LOOKS : this.noReplyLooks
    }
    if (postgres !== null) return this.some((talk) => talk.isListening) ? QUIET_LOOKS : 1
    if (!hasReply) return firstLooks
    return this.work.isBusy ? QUIET_LOOKS : 1
  }

  private some(is: (talk: PostgresTalk) => boolean): boolean {
    return [...this.conversations.values()].some(({ postgres }) => postgres !== null && is(postgres))
  }

  /** Reads what is written of HTTP or to PostgreSQL, and what comes from there. */
  private readTalk(one: Conversation, socket: net.Socket, piece: Buffer): void {
    if (one.http !== null) return one.http.sent(piece)
    if (one.postgres !== null) return one.postgres.sent(piece)
    if (!beginsPostgresTalk(piece)) return
    const talk = (one.postgres = new PostgresTalk())
    const push = socket.push.bind(socket)
    socket.push = (chunk: Buffer | null, ...rest) => {
      if (chunk !== null) talk.received(chunk)
      const wantsMore = push(chunk, ...rest)
      if (one.isAwaited && !talk.isReplyAwaited && !this.some(({ isListening }) => isListening)) letGo(one)
      return wantsMore
    }
  }
}

/** Whether the app may go on to speak before a reply comes. */
function mayGoOn({ line, http, postgres }: Conversation): boolean {
  if (line.connecting === true || line.secureConnecting === true) return false
  return http === null ? postgres === null : http.isInRequest
}

function letGo(one: Conversation): void {
  one.isAwaited = false
  one.line.unref()
}

function awaitReply(one: Conversation): void {
  Object.assign(one, { bytesRead: one.line.bytesRead, quietLooks: 0, hasReply: false, asker: passingWork() })
  hold(one)
}

function hold(one: Conversation): void {
  if (one.isAwaited) return
  one.isAwaited = true
  one.line.ref()
  passingWork()
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

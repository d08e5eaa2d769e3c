import net from 'node:net'
import { natives } from '../natives'

type Keeper = Record<symbol, unknown> & { _onTimeout(): void }

/**
 * Has the time limits of sockets end in virtual time: Node keeps timers of its own for them. What this gives is called with a socket before it connects
 * to a real host, whose limit is in real time, as its replies are.
 */
export function installSocketTimeouts(): (socket: net.Socket) => void {
  // Where Node keeps a socket's timer, which it refreshes with what is read and written.
  const kept = Object.getOwnPropertySymbols(new net.Socket()).find(({ description }) => description === 'timeout')
  const real = new WeakSet<net.Socket>()
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket below
  const setReal = net.Socket.prototype.setTimeout
  net.Socket.prototype.setTimeout = function (this: net.Socket & Keeper, ms, callback) {
    setReal.call(this, ms, callback)
    if (kept === undefined || real.has(this) || this.destroyed || this.timeout === 0) return this
    natives.clearTimeout(this[kept] as NodeJS.Timeout)
    this[kept] = new SocketTimer(() => this._onTimeout(), ms)
    return this
  }
  return (socket) => {
    real.add(socket)
    if (socket.timeout) socket.setTimeout(socket.timeout)
  }
}

/** A virtual timer that Node's own code takes for one of Node's. */
class SocketTimer {
  /** Keeps Node from taking it off its lists. */
  readonly _destroyed = true
  private readonly timer: NodeJS.Timeout

  constructor(onTimeout: () => void, ms: number) {
    this.timer = setTimeout(onTimeout, ms)
  }

  refresh(): void {
    this.timer.refresh()
  }

  get _onTimeout(): unknown {
    return this.timer
  }

  /** Node clears a timer so. */
  set _onTimeout(_: null) {
    clearTimeout(this.timer)
  }
}

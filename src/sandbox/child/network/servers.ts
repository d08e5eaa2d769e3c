import net from 'node:net'
import { addressOf } from './address'

/** The first port that a server gets which asks for any, as systems give them. */
const FIRST_FREE_PORT = 49_152

/** What Node keeps of a server that listens. */
interface Listening {
  _handle: object | null
  _pipeName?: string
}

/**
 * Lets a server of the app listen without a port: it is told that it does, has an address and can be closed, but nobody can reach it and it holds no
 * run open, since routes are driven from within. `onListen` is told where it would have listened.
 */
export function installServers(onListen: (target: string) => void): void {
  let nextPort = FIRST_FREE_PORT
  net.Server.prototype.listen = function (this: net.Server & Listening, ...args: unknown[]): net.Server {
    const { path, host, port: asked } = addressOf(args)
    // Without a port, any will do.
    const port = Number.isInteger(Number(asked)) && typeof asked !== 'function' ? Number(asked) : 0
    onListen(path ?? `${host ?? 'localhost'}:${port}`)
    const done = args.findLast((one) => typeof one === 'function') as (() => void) | undefined
    if (done !== undefined) this.once('listening', done)
    const handle = path === null ? createHandle(host, port === 0 ? nextPort++ : port) : idleHandle
    this._handle = handle
    if (path !== null) this._pipeName = path
    process.nextTick(() => {
      if (this._handle === handle) this.emit('listening')
    })
    return this
  }
}

const idleHandle = { close: () => undefined, ref: () => undefined, unref: () => undefined }

/** Node asks it for the address of a server; that it is there means that the server listens. */
function createHandle(host: string | null, port: number): object {
  const address = host === 'localhost' ? '127.0.0.1' : (host ?? '::')
  const family = net.isIPv4(address) ? 'IPv4' : 'IPv6'
  return { ...idleHandle, getsockname: (out: object) => void Object.assign(out, { address, family, port }) }
}

import http2 from 'node:http2'
import net from 'node:net'
import { addressOf } from './address'
import type { Gate } from './gate'
import { installSocketTimeouts } from './socketTimeouts'

/** Lets sockets connect to allowed hosts alone, each of them told to `onAllowed`. */
export function guardSockets({ isAllowed, deny, failLater }: Gate, onAllowed: (socket: net.Socket, target: string) => void): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket below
  const connect = net.Socket.prototype.connect
  const makeReal = installSocketTimeouts()
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { host, target } = destinationOf(args)
    if (isAllowed(host)) {
      makeReal(this)
      onAllowed(this, target)
      return connect.apply(this, args as never)
    }
    const error = deny('net.connect', target)
    failLater(() => this.destroy(error))
    return this
  }
  // HTTP/2 takes a socket without a handle for a connected one, so it is stopped earlier.
  const connectHttp2 = http2.connect
  http2.connect = (authority: string | URL, ...rest: unknown[]) => {
    if (!isAllowed(new URL(authority).hostname)) throw deny('http2.connect', String(authority))
    return connectHttp2(authority, ...(rest as [() => void]))
  }
}

/** Where `connect` goes; Node passes its normalized form, an array marked by a symbol, around inside. */
function destinationOf(args: readonly unknown[]): { host: string; target: string } {
  const { path, host, port } = addressOf(Array.isArray(args[0]) ? (args[0] as unknown[]) : args)
  if (path !== null) return { host: path, target: path }
  return { host: host ?? 'localhost', target: `${host ?? 'localhost'}:${String(port)}` }
}

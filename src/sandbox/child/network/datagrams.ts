import dgram from 'node:dgram'
import type { Gate } from './gate'

/** To join a group is to tell routers so. */
const joins = ['addMembership', 'addSourceSpecificMembership'] as const

type DatagramCall = (this: dgram.Socket, ...args: unknown[]) => unknown

/** Lets datagrams go to allowed hosts alone, each of them told to `onSent`; the app opens no port to take others. */
export function guardDatagrams({ isAllowed, deny }: Gate, onSent: (socket: dgram.Socket, target: string) => void): void {
  const prototype = dgram.Socket.prototype as unknown as Record<'send' | 'connect' | 'bind' | (typeof joins)[number], DatagramCall>
  const { send, connect, bind } = prototype
  const connected = new WeakMap<dgram.Socket, string>()
  // To send and to connect, Node binds the socket to a port of its own, with this very method.
  let isUnderWay = false
  const carryOut = (socket: dgram.Socket, call: DatagramCall, args: readonly unknown[]): unknown => {
    isUnderWay = true
    try {
      return call.apply(socket, [...args])
    } finally {
      isUnderWay = false
    }
  }
  prototype.send = function (...args) {
    const { host, target } = connected.has(this) ? { host: null, target: connected.get(this)! } : datagramTarget(args.slice(1))
    if (host !== null && !isAllowed(host)) throw deny('dgram.send', target)
    onSent(this, target)
    return carryOut(this, send, args)
  }
  prototype.connect = function (...args) {
    const { host, target } = datagramTarget(args)
    if (!isAllowed(host)) throw deny('dgram.connect', target)
    connected.set(this, target)
    return carryOut(this, connect, args)
  }
  prototype.bind = function (...args) {
    if (!isUnderWay) throw deny('dgram.bind', 'a UDP socket')
    return bind.apply(this, args)
  }
  for (const name of joins) {
    const join = prototype[name]
    prototype[name] = function (...args) {
      const group = args[name === 'addMembership' ? 0 : 1]
      // What is none at all gets Node's own error.
      if (typeof group === 'string' && !isAllowed(group)) throw deny(`dgram.${name}`, group)
      return carryOut(this, join, args)
    }
  }
}

/** The address is the last text, with its port before it; Node takes this machine where there is none. */
function datagramTarget(args: readonly unknown[]): { host: string; target: string } {
  const at = args.findLastIndex((one) => typeof one === 'string')
  const host = at < 0 ? 'localhost' : (args[at] as string)
  const port = at < 0 ? args.findLast((one) => typeof one === 'number') : args[at - 1]
  return { host, target: `${host}:${String(port)}` }
}

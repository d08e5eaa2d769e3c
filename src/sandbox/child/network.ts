import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import http2 from 'node:http2'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import workerThreads from 'node:worker_threads'
import { BatchInterceptor } from '@mswjs/interceptors'
import { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest'
import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import type { FetchRule, NetworkMode } from '../../model/scenario'

export interface NetworkPolicy {
  readonly mode: NetworkMode
  readonly allowedHosts: readonly string[]
  readonly fetchRules: readonly FetchRule[]
}

/** A call that would have left the simulated world. */
export interface NetworkCall {
  /** Such as `fetch`, `net.connect`, `dns.lookup`, `child_process.spawn`. */
  readonly what: string
  readonly target: string
  /** A rule's reply is part of the simulated world; the others reach past it, or tried to. */
  readonly how: 'denied' | 'stubbed' | 'allowed' | 'ruled'
}

/** Whether a thrown value is, or wraps as its cause or among its errors, a refusal of ours. */
export function isDenial(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 8) return false
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown }
  if (code === DENIED) return true
  return isDenial(cause, depth + 1) || (Array.isArray(errors) && errors.length > 0 && errors.every((one) => isDenial(one, depth + 1)))
}

const DENIED = 'AMPT_EVENTS_NETWORK_DENIED'

class NetworkDenied extends Error {
  override readonly name = 'NetworkDenied'
  readonly code = DENIED

  constructor(what: string, target: string) {
    super(
      `${what} to ${target} was denied: a simulation does not reach the network. Allow it with --allow-net HOST, or reply to it with "fetch" rules.`,
    )
  }
}

/**
 * Keeps the app from reaching the network, a look-up of a name included, or starting processes and threads of its own; every call is
 * told to `report`. HTTP, by fetch or `node:http`, is stopped first, so that rules and stubs can reply; what gets past that, or uses
 * sockets itself, is stopped where a socket connects.
 */
export function installNetworkGuard(policy: NetworkPolicy, report: (call: NetworkCall) => void): void {
  const isAllowed = (host: string): boolean => policy.mode === 'allow' || policy.allowedHosts.includes(host.replace(/^\[|\]$/g, ''))
  const refuse = (what: string, target: string): NetworkDenied => {
    report({ what, target, how: 'denied' })
    return new NetworkDenied(what, target)
  }
  guardHttp(policy, isAllowed, report, refuse)
  guardSockets(isAllowed, refuse)
  guardNames(isAllowed, refuse)
  guardProcesses(refuse)
  syncBuiltinESMExports()
}

type Refuse = (what: string, target: string) => NetworkDenied

function guardHttp(policy: NetworkPolicy, isAllowed: (host: string) => boolean, report: (call: NetworkCall) => void, refuse: Refuse): void {
  const rules = policy.fetchRules.map(({ match, reply }) => ({ pattern: wildcard(match), reply }))
  const interceptor = new BatchInterceptor({ name: 'network', interceptors: [new ClientRequestInterceptor(), new FetchInterceptor()] })
  interceptor.apply()
  interceptor.on('request', ({ request, controller }) => {
    const rule = rules.find(({ pattern }) => pattern.test(request.url))
    if (rule !== undefined) {
      report({ what: 'fetch', target: request.url, how: 'ruled' })
      controller.respondWith(replyOf(rule.reply))
    } else if (isAllowed(new URL(request.url).hostname)) report({ what: 'fetch', target: request.url, how: 'allowed' })
    else if (policy.mode === 'stub') {
      report({ what: 'fetch', target: request.url, how: 'stubbed' })
      controller.respondWith(replyOf({ json: {} }))
    } else controller.errorWith(refuse('fetch', request.url))
  })
}

function replyOf({ status = 200, headers = {}, json, text }: FetchRule['reply']): Response {
  const body = json === undefined ? (text ?? '') : JSON.stringify(json)
  const type = json === undefined ? 'text/plain' : 'application/json'
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: { 'content-type': type, ...headers } })
}

function wildcard(match: string): RegExp {
  return new RegExp(`^${match.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

function guardSockets(isAllowed: (host: string) => boolean, refuse: Refuse): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket below
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { host, target } = destinationOf(args)
    if (isAllowed(host)) return connect.apply(this, args as never)
    const error = refuse('net.connect', target)
    process.nextTick(() => this.destroy(error))
    return this
  }
  // HTTP/2 takes a socket without a handle for a connected one, so it is stopped earlier.
  const connectHttp2 = http2.connect
  http2.connect = (authority: string | URL, ...rest: unknown[]) => {
    if (!isAllowed(new URL(authority).hostname)) throw refuse('http2.connect', String(authority))
    return connectHttp2(authority, ...(rest as [() => void]))
  }
  // A server of the app opens no port and holds no run open: routes are driven from within.
  net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]): net.Server {
    refuse('net.listen', destinationOf(args).target)
    const done = args.findLast((one) => typeof one === 'function') as (() => void) | undefined
    if (done !== undefined) this.once('listening', done)
    process.nextTick(() => this.emit('listening'))
    return this
  }
  for (const name of ['send', 'connect', 'bind'] as const) {
    Object.assign(dgram.Socket.prototype, {
      [name]: () => {
        throw refuse(`dgram.${name}`, 'a UDP socket')
      },
    })
  }
}

/** Where `connect` goes; Node passes its normalized form, an array marked by a symbol, around inside. */
function destinationOf(args: readonly unknown[]): { host: string; target: string } {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  const options = (typeof first === 'object' && first !== null ? first : { port: first, host: second }) as Record<string, unknown>
  if (typeof options['path'] === 'string') return { host: options['path'], target: options['path'] }
  const host = typeof options['host'] === 'string' ? options['host'] : 'localhost'
  return { host, target: `${host}:${String(options['port'])}` }
}

function guardNames(isAllowed: (host: string) => boolean, refuse: Refuse): void {
  const names = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name))
  const guard = (holder: object, prefix: string, isPromise: boolean): void => {
    for (const name of Object.getOwnPropertyNames(holder).filter((one) => names.includes(one))) {
      const original = (holder as Record<string, (...args: unknown[]) => unknown>)[name]!
      const guarded = function (this: unknown, host: unknown, ...rest: unknown[]): unknown {
        if (isAllowed(String(host))) return original.call(this, host, ...rest)
        const error = refuse(`${prefix}.${name}`, String(host))
        if (isPromise) return Promise.reject(error)
        const callback = rest.at(-1)
        if (typeof callback !== 'function') throw error
        process.nextTick(callback, error)
        return undefined
      }
      Object.defineProperty(holder, name, { value: guarded, configurable: true, writable: true })
    }
  }
  guard(dns, 'dns', false)
  guard(dns.promises, 'dns', true)
  guard(dns.Resolver.prototype, 'dns', false)
  guard(Object.getPrototypeOf(dns.Resolver.prototype) as object, 'dns', false)
  guard(dns.promises.Resolver.prototype, 'dns', true)
}

function guardProcesses(refuse: Refuse): void {
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] as const) {
    Object.assign(childProcess, {
      [name]: (command: unknown) => {
        throw refuse(`child_process.${name}`, String(command))
      },
    })
  }
  class RefusedWorker {
    constructor(file: unknown) {
      throw refuse('worker_threads.Worker', String(file))
    }
  }
  Object.assign(workerThreads, { Worker: RefusedWorker })
}

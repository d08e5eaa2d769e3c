import { AsyncLocalStorage } from 'node:async_hooks'
import dns from 'node:dns'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import type { Site } from '../../../model/site'
import type { FetchRule, NetworkMode } from '../../../model/scenario'
import { guardDatagrams } from './datagrams'
import { guardHttpDoors, type InterceptedRequest } from './httpDoors'
import { Denial, type Deny } from '../denial'
import { installServers } from './servers'
import { installSocketWaits, type SocketWaits, type Work } from './socketWaits'
import { guardUndici } from './undiciDoors'

export interface NetworkPolicy {
  readonly mode: NetworkMode
  readonly allowedHosts: readonly string[]
  readonly fetchRules: readonly FetchRule[]
  /** The place in the app that the current call comes from. */
  readonly callSite: () => Site | null
  readonly work: Work
  /** Wall time that the run may take, in ms. */
  readonly wallMs: number
  /** Told of hosts that owe a reply and are waited for no more, after so many seconds of wall time. */
  readonly onSilent: (target: string, seconds: number) => void
}

/** A call that would have left the simulated world. */
export interface NetworkCall {
  /** Such as `fetch`, `net.connect`, `dns.lookup`, `child_process.spawn`. */
  readonly what: string
  readonly target: string
  /** A rule's reply is part of the simulated world; the others reach past it, or tried to. */
  readonly how: 'denied' | 'stubbed' | 'allowed' | 'ruled'
  readonly site: Site | null
}

/** What the run may ask of its network. */
export interface Network {
  /** The rules that no call met so far, but for those of any host, which stand there just in case. */
  unmetRules(): readonly string[]
  /** What the run waits for. */
  readonly openReplies: SocketWaits['openReplies']
}

type Report = (call: Omit<NetworkCall, 'site'>) => void

/**
 * Keeps the app from reaching the network, a look-up of a name included; every call is told to `report`. HTTP, by fetch or `node:http`, is stopped first, so that rules and stubs can reply; what gets past that, or uses
 * sockets itself, is stopped where a socket connects.
 */
export function installNetworkGuard(policy: NetworkPolicy, tell: (call: NetworkCall) => void): Network {
  const allowed = new Set(policy.allowedHosts.map((host) => host.toLowerCase()))
  const isAllowed = (host: string): boolean => policy.mode === 'allow' || allowed.has(host.replace(/^\[|\]$/g, '').toLowerCase())
  const sites = new AsyncLocalStorage<Site | null>()
  const report: Report = (call) => tell({ ...call, site: policy.callSite() ?? sites.getStore() ?? null })
  const deny: Deny = (what, target) => {
    report({ what, target, how: 'denied' })
    const advice = 'Allow it with --allow-net HOST or the setting amptEvents.allowedHosts, or reply to it with "fetch" rules.'
    return new Denial('NetworkDenied', `${what} to ${target} was denied: a simulation does not reach the network. ${advice}`)
  }
  const asked = new Set<string>()
  const unmet = new Set(policy.fetchRules)
  const onRequest = replier(policy, isAllowed, report, deny, asked, (rule) => unmet.delete(rule))
  const passing = new AsyncLocalStorage<string>()
  guardHttpDoors(onRequest, ({ url }, send) => passing.run(url.replace(/#.*/, ''), send))
  // Where the package undici is loaded, Node's own fetch sends by it.
  const onUndici = (intercepted: InterceptedRequest): void => {
    if (intercepted.request.url !== passing.getStore()) onRequest(intercepted)
  }
  guardUndici(onUndici, (call) => sites.run(policy.callSite(), call))
  rememberRequestSites(sites, policy)
  const waits = installSocketWaits(policy.work, policy.wallMs, policy.onSilent)
  guardSockets(isAllowed, deny, (socket, target) => {
    // The socket of a request was told of already.
    const isHttp = asked.has(target)
    if (!isHttp) report({ what: 'net.connect', target, how: 'allowed' })
    waits.connecting(socket, target, isHttp)
  })
  guardDatagrams(isAllowed, deny, (socket, target) => {
    report({ what: 'dgram.send', target, how: 'allowed' })
    waits.sending(socket, target)
  })
  installServers((target) => report({ what: 'net.listen', target, how: 'denied' }))
  guardNames(isAllowed, deny)
  syncBuiltinESMExports()
  return {
    unmetRules: () => [...unmet].map(({ match }) => match).filter((match) => !isOfAnyHost(match)),
    openReplies: waits.openReplies,
  }
}

/** A request of `node:http` is seen when it is sent, where the code that made it is no longer on the stack. */
function rememberRequestSites(sites: AsyncLocalStorage<Site | null>, { callSite }: NetworkPolicy): void {
  for (const module of [http, https]) {
    for (const name of ['request', 'get'] as const) {
      const make = module[name] as (...args: unknown[]) => unknown
      Object.assign(module, { [name]: (...args: unknown[]) => sites.run(callSite(), () => make(...args)) })
    }
  }
}

/** Replies to HTTP or stops it. Adds the hosts with their ports that requests were let through to, to `asked`. */
function replier(
  policy: NetworkPolicy,
  isAllowed: (host: string) => boolean,
  report: Report,
  deny: Deny,
  asked: Set<string>,
  onMet: (rule: FetchRule) => void,
): (intercepted: InterceptedRequest) => void {
  const rules = policy.fetchRules.map((rule) => ({ matches: matcher(rule.match), rule }))
  return ({ request, controller }) => {
    const { protocol, hostname, port } = new URL(request.url)
    const rule = rules.find(({ matches }) => matches(request))?.rule
    if (rule !== undefined) {
      onMet(rule)
      report({ what: 'fetch', target: request.url, how: 'ruled' })
      controller.respondWith(replyOf(rule.reply))
      // What lies in the URL itself, or in memory, is no network.
    } else if (protocol === 'data:' || protocol === 'blob:') return
    else if (isAllowed(hostname)) {
      asked.add(`${hostname.replace(/^\[|\]$/g, '')}:${port || (protocol === 'https:' ? 443 : 80)}`)
      report({ what: 'fetch', target: request.url, how: 'allowed' })
    } else if (policy.mode === 'stub') {
      report({ what: 'fetch', target: request.url, how: 'stubbed' })
      controller.respondWith(replyOf({ json: {} }))
    } else controller.errorWith(deny('fetch', request.url))
  }
}

function replyOf({ status = 200, headers = {}, json, text }: FetchRule['reply']): Response {
  const body = json === undefined ? (text ?? '') : JSON.stringify(json)
  const type = json === undefined ? 'text/plain' : 'application/json'
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: { 'content-type': type, ...headers } })
}

/** `[METHOD ]URL`, with `*` for any text; its host is read as that of any URL is. */
function matcher(match: string): (request: Request) => boolean {
  const [, method, url = match] = /^([A-Z]+) (.*)$/.exec(match) ?? []
  const [, origin = '', rest = url] = /^([a-z]+:\/\/[^/?]*)(.*)$/i.exec(url) ?? []
  // A URL always has a path: `https://x.test` is `https://x.test/`.
  const hasPath = rest.startsWith('/') || (rest === '' && origin.endsWith('*')) || origin === ''
  const written = `${origin.toLowerCase()}${hasPath ? '' : '/'}${rest}`
  const pattern = new RegExp(`^${written.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
  return (request) => (method === undefined || method === request.method) && pattern.test(request.url)
}

function isOfAnyHost(match: string): boolean {
  return /^([A-Z]+ )?([a-z]+:\/\/)?\*+(\/|$)/.test(match)
}

function guardSockets(isAllowed: (host: string) => boolean, deny: Deny, onAllowed: (socket: net.Socket, target: string) => void): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket below
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { host, target } = destinationOf(args)
    if (isAllowed(host)) {
      onAllowed(this, target)
      return connect.apply(this, args as never)
    }
    const error = deny('net.connect', target)
    process.nextTick(() => this.destroy(error))
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
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  const isPath = typeof first === 'string' && Number.isNaN(Number(first))
  const short = isPath ? { path: first } : { port: first, host: second }
  const options = (typeof first === 'object' && first !== null ? first : short) as Record<string, unknown>
  if (typeof options['path'] === 'string') return { host: options['path'], target: options['path'] }
  const host = typeof options['host'] === 'string' ? options['host'] : 'localhost'
  return { host, target: `${host}:${String(options['port'])}` }
}

function guardNames(isAllowed: (host: string) => boolean, deny: Deny): void {
  const names = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name))
  const guard = (holder: object, prefix: string, isPromise: boolean): void => {
    for (const name of Object.getOwnPropertyNames(holder).filter((one) => names.includes(one))) {
      const original = (holder as Record<string, (...args: unknown[]) => unknown>)[name]!
      const guarded = function (this: unknown, host: unknown, ...rest: unknown[]): unknown {
        // An address is none to look up.
        if (isAllowed(String(host)) || (name === 'lookup' && net.isIP(String(host)) > 0)) return original.call(this, host, ...rest)
        const error = deny(`${prefix}.${name}`, String(host))
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

import { AsyncLocalStorage } from 'node:async_hooks'
import http from 'node:http'
import https from 'node:https'
import type { Site } from '../../../model/site'
import type { FetchRule, NetworkMode } from '../../../model/scenario'
import { guardDatagrams } from './datagrams'
import { explainErrorEvents } from './errorEvents'
import { hostAndPort } from './address'
import { createAnswers } from './answers'
import { FetchRules } from './fetchRules'
import type { Gate } from './gate'
import { guardHttpDoors, type InterceptedRequest } from './httpDoors'
import { guardNames } from './lookUps'
import { Denial } from '../denial'
import { installServers } from './servers'
import { guardSockets } from './sockets'
import { SocketWaits, type OpenReply, type Work } from './socketWaits'
import { guardUndici } from './undiciDoors'

export interface NetworkPolicy {
  readonly mode: NetworkMode
  readonly allowedHosts: readonly string[]
  readonly fetchRules: readonly FetchRule[]
  /** The place in the app that the current call comes from, as far up as so many frames. */
  readonly callSite: (frames?: number) => Site | null
  readonly work: Work
  /** Told of a failure of our own code. */
  readonly onFault: (error: unknown) => void
  /** Has a denied call fail, when code of the app is to see it. */
  readonly failLater: Gate['failLater']
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

export type Network = ReturnType<typeof installNetworkGuard>

/** Where the code is that made a request which is seen when it is sent, where that is no longer on the stack. */
type Sites = AsyncLocalStorage<Site | null>

/**
 * Keeps the app from reaching the network, a look-up of a name included; every call is told to `report`. HTTP, by fetch or `node:http`, is stopped first, so that rules and stubs can reply; what gets past that, or uses
 * sockets itself, is stopped where a socket connects.
 */
export function installNetworkGuard(policy: NetworkPolicy, tell: (call: NetworkCall) => void) {
  const sites: Sites = new AsyncLocalStorage()
  // Below a WebSocket of Node lie thirty frames of its own.
  const report = (call: Omit<NetworkCall, 'site'>): void => tell({ ...call, site: policy.callSite(Infinity) ?? sites.getStore() ?? null })
  /** By target, for events that tell of them: those of Node's fetch and of `node:http`, of which there may be one for each URL, are told by none. */
  const denials = new Map<string, Error>()
  const gate = createGate(policy, (what, target, denial) => {
    report({ what, target, how: 'denied' })
    if (what !== 'fetch') denials.set(target, denial)
  })
  const rules = new FetchRules(policy.fetchRules)
  /** Hosts with their ports that requests were let through to. */
  const asked = new Set<string>()
  guardRequests(createAnswers({ policy, rules, gate, report, onAllowed: (target) => asked.add(target) }), { policy, sites, denials })
  const waits = new SocketWaits(policy.work, policy.wallMs, policy.onSilent)
  guardSockets(gate, (socket, target) => {
    // The socket of a request was told of already.
    const isHttp = asked.has(target)
    if (!isHttp) report({ what: 'net.connect', target, how: 'allowed' })
    waits.connecting(socket, target, isHttp)
  })
  guardDatagrams(gate, (socket, target) => {
    report({ what: 'dgram.send', target, how: 'allowed' })
    waits.sending(socket, target)
  })
  installServers((target) => report({ what: 'net.listen', target, how: 'stubbed' }))
  guardNames(gate)
  explainErrorEvents((url) => denials.get(url) ?? denials.get(hostAndPort(url)))
  return {
    /** The rules that no call met so far, but for those of any host, which stand there just in case. */
    unmetRules: (): readonly string[] => rules.unmetRules(),
    /** What the run waits for. */
    openReplies: (): readonly OpenReply[] => waits.openReplies(),
  }
}

function createGate(
  { mode, allowedHosts, failLater }: NetworkPolicy,
  onDenied: (what: string, target: string, denial: Denial) => void,
): Gate {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  return {
    isAllowed: (host) => mode === 'allow' || allowed.has(host.replace(/^\[|\]$/g, '').toLowerCase()),
    deny: (what, target) => {
      const instead =
        what === 'fetch' ? 'reply to it with "fetch" rules' : 'replace the module that asks for it with "stubs" in a scenario file'
      const advice = `Allow it with --allow-net HOST or the setting amptEvents.allowedHosts, or ${instead}.`
      const denial = new Denial('NetworkDenied', `${what} to ${target} was denied: a simulation does not reach the network. ${advice}`)
      onDenied(what, target, denial)
      return denial
    },
    failLater,
  }
}

/** Has `onRequest` asked before a request is sent, by whatever. */
function guardRequests(
  onRequest: (intercepted: InterceptedRequest) => void,
  { policy, sites, denials }: { readonly policy: NetworkPolicy; readonly sites: Sites; readonly denials: Map<string, Error> },
): void {
  const passing = new AsyncLocalStorage<string>()
  guardHttpDoors(onRequest, policy.failLater, ({ url }, send) => passing.run(url.replace(/#.*/, ''), send))
  // Where the package undici is loaded, Node's own fetch sends by it.
  const onUndici = ({ request, controller }: InterceptedRequest): void => {
    if (request.url === passing.getStore()) return
    const errorWith = (error: Error): void => {
      denials.set(request.url, error)
      controller.errorWith(error)
    }
    onRequest({ request, controller: { ...controller, errorWith } })
  }
  guardUndici(onUndici, (call) => sites.run(policy.callSite(), call))
  for (const module of [http, https]) {
    for (const name of ['request', 'get'] as const) {
      const make = module[name] as (...args: unknown[]) => unknown
      Object.assign(module, { [name]: (...args: unknown[]) => sites.run(policy.callSite(), () => make(...args)) })
    }
  }
}

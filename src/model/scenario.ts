import type { Json } from './json'
import type { Schedule } from './schedule'

export type Contract = 'documented' | 'sdk'
export type NetworkMode = 'deny' | 'stub' | 'allow'

/** Everything that fixes a run except the app's code: equal scenarios of equal code give equal traces. */
export interface Scenario {
  readonly steps: readonly Step[]
  /** Virtual time at which the app is loaded, in epoch ms. */
  readonly start: number
  /** Virtual ms after `start` at which the run ends; null runs to idle. */
  readonly untilMs: number | null
  readonly contract: Contract
  readonly seed: number
  /** Probability from 0 to 1 that a delivery is copied once. */
  readonly duplicates: number
  /** Each delivery is late by a uniform draw of up to this many ms. */
  readonly reorderMs: number
  /** Added to the lateness of every delivery, in ms. */
  readonly latenessMs: number
  /** Attempts in flight at once. */
  readonly concurrency: number
  /** Instances of the app that attempts and requests take in turns; they share only what the platform keeps. */
  readonly instances: number
  /** Probability from 0 to 1 that an attempt meets a new instance. */
  readonly coldStarts: number
  /** IANA zone the app believes to be in. */
  readonly timeZone: string
  /** Recorded choices; they win over drawn ones. What else they were recorded with stands in its own fields. */
  readonly schedule: Schedule | null
  readonly injections: readonly Injection[]
  readonly network: NetworkMode
  /** Host names that may be reached whatever `network` says. */
  readonly allowedHosts: readonly string[]
  readonly fetchRules: readonly FetchRule[]
  readonly params: Readonly<Record<string, string>>
  /** Variables of the environment that the app gets beside those that Node needs. */
  readonly env: Readonly<Record<string, string>>
  /** Items that the data store holds before the app is loaded. */
  readonly data: Readonly<Record<string, Json>>
  readonly budgets: Budgets
  /** Whether Node itself keeps the app to files of its own, and from processes and native code. */
  readonly isHardened: boolean
}

/** One thing that the scenario does to the app, in order. */
export type Step = PublishStep | RequestStep | SocketStep

export interface PublishStep {
  readonly kind: 'publish'
  /** Virtual ms after `start`. */
  readonly atMs: number
  readonly name: string
  /** As the app would write it; absent publishes now. */
  readonly after?: Json
  readonly body: Json
}

export interface RequestStep {
  readonly kind: 'request'
  readonly atMs: number
  readonly method: string
  /** Path with query, from `/`. */
  readonly path: string
  /** By name in small letters. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, but for a text where `headers` name its type: that goes as it is. Absent sends no body. */
  readonly body?: Json
}

/** A client of the app's WebSocket connects, sends or leaves. */
export interface SocketStep {
  readonly kind: 'socket'
  readonly atMs: number
  readonly connection: string
  readonly action: 'connect' | 'message' | 'disconnect'
  /** Of a `message`, what was sent; of a `disconnect`, why; of a `connect`, its query and headers, if any. */
  readonly data?: Json
}

/** `--fail EVENT[#n]@ATTEMPTS`: these attempts of the event fail before a handler starts. */
export interface Injection {
  readonly event: string
  /** Which event of that name, from 1 in the order of publishing; null for every one. */
  readonly ordinal: number | null
  /** Inclusive ranges of attempt numbers. */
  readonly attempts: readonly (readonly [from: number, to: number])[]
}

/** The reply to a fetch whose URL matches, with `*` for any text; of several each request gets the next, and the last one stays. */
export interface FetchRule {
  readonly match: string
  readonly reply: FetchReply | readonly FetchReply[]
}

export interface FetchReply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: Json
  readonly text?: string
}

/** Ends of a run that would not end by itself; each is a `Stop` with a reason. */
export interface Budgets {
  /** Publishes in one causal chain. */
  readonly hops: number
  readonly events: number
  readonly attempts: number
  /** Wall time of the whole run, in ms. */
  readonly wallMs: number
  /** Time of the processor that one piece of synchronous code may take, in ms. */
  readonly stuckMs: number
  /** Memory that the app may take, in MB. */
  readonly heapMb: number
  /** Logs, bodies and effects that the record takes, in characters; what attempts have in common counts once. */
  readonly output: number
}

/** What counts may be expected of; `pending` is scheduled or retrying. */
export const expectedStates = ['handled', 'dropped', 'ignored', 'unknown', 'pending'] as const

type ExpectedCounts = { readonly [state in (typeof expectedStates)[number]]?: number }

/** Counts that a run must come to; absent ones may be anything. */
export interface Expectation extends ExpectedCounts {
  readonly events?: Readonly<Record<string, ExpectedCounts & { readonly published?: number }>>
}

import { formatDuration } from '../words/duration'
import { placeAt } from '../words/place'
import { formatNumber } from '../words/number'
import type { Site } from '../model/site'
import type { EventSource, Waiting } from '../model/trace'
import type { EventRun } from './eventRun'
import { askerOf, type Attempt, type CallExecution, type Chain, type Execution } from './execution'
import type { Operations } from './operations'

/** A timer of the app that has not fired. */
export interface OpenTimer {
  /** Virtual epoch ms. */
  readonly dueAt: number
  readonly site: Site | null
  readonly execution: Execution | null
}

/** A reply that has not come from a real host. */
export interface OpenReply {
  readonly target: string
  readonly execution: Execution | null
}

export interface Open {
  readonly now: number
  readonly attempts: Iterable<Attempt>
  readonly calls: Iterable<CallExecution>
  readonly chains: Iterable<Chain>
  readonly timers: readonly OpenTimer[]
  readonly replies: readonly OpenReply[]
  readonly operations: Operations
}

/** Things that are told one by one. */
const MOST_TOLD = 100

interface Awaited {
  readonly text: string
  readonly dueAt: number | null
  readonly site: Site | null
}

/** What a run would still have waited for, what is due first in front: at most the first 100. */
export function tellWaiting({ now, attempts, calls, chains, timers, replies, operations }: Open): Waiting[] {
  const soonest = timers.toSorted((a, b) => a.dueAt - b.dueAt)
  const awaited = (asker: Attempt | CallExecution): Awaited => {
    const isIts = ({ execution }: { readonly execution: Execution | null }): boolean => execution !== null && askerOf(execution) === asker
    const reply = replies.find(isIts)
    // Who asks a host sets timers of its own, which only say how long it would wait.
    if (reply !== undefined) return { text: `a reply of ${reply.target}`, dueAt: null, site: null }
    if (operations.isOpen(asker)) return { text: 'an operation of the platform', dueAt: null, site: null }
    const timer = soonest.find(isIts)
    if (timer === undefined) return { text: 'a promise that no timer of its own settles', dueAt: null, site: null }
    const { dueAt, site } = timer
    return { text: `a timer${site === null ? '' : ` set${placeAt(site)},`} due in ${formatDuration(dueAt - now)}`, dueAt, site }
  }
  // Of each no more than are told: there can be as many as a run has events.
  const running = [...attempts].slice(0, MOST_TOLD).map((attempt) => tellAttempt(attempt, awaited(attempt), now))
  const called = [...calls].slice(0, MOST_TOLD).map((call): Waiting => {
    const { text, dueAt, site } = awaited(call)
    return { kind: 'call', event: call.key, dueAt, site, message: `${call.key} is under way: it waits for ${text}` }
  })
  const queued = [...chains].filter(({ next }) => next !== null).sort((a, b) => a.nextAt - b.nextAt)
  const due = queued.slice(0, MOST_TOLD).map((chain) => tellChain(chain, now))
  return [...running, ...called, ...due].slice(0, MOST_TOLD)
}

/** Why a run is idle: what came to an end, and which timers of the app do not count. */
export function tellIdle({ now, timers }: Pick<Open, 'now' | 'timers'>, deliveries: number, requests: number): string {
  const ran = deliveries > 0 ? 'delivery' : 'request'
  const what = deliveries + requests === 0 ? 'no handler ran, and nothing is due' : `every ${ran} came to its end, and nothing more is due`
  const [first] = timers.toSorted((a, b) => a.dueAt - b.dueAt)
  if (first === undefined) return `${what}.`
  const count = timers.length === 1 ? 'A timer' : `${formatNumber(timers.length)} timers`
  const next = `${timers.length === 1 ? '' : 'the next, '}${first.site === null ? '' : `set${placeAt(first.site)} and `}due in ${formatDuration(first.dueAt - now)}`
  return `${what}. ${count} of the app ${timers.length === 1 ? 'is' : 'are'} left, ${next}: the platform waits for none once its handler has ended.`
}

function tellAttempt(attempt: Attempt, awaited: Awaited, now: number): Waiting {
  const { chain, number, runs, deadlineAt } = attempt
  const { name } = chain.event
  const open = runs.filter(({ outcome }) => outcome === 'running')
  const site = awaited.site ?? open[0]?.handler.site ?? null
  const handlers = open.map(({ handler }) => `handler ${handler.order}${placeAt(handler.site)}`).join(' and ')
  const limit = `It has ${formatDuration(deadlineAt - now)} left`
  const message = `attempt ${number} of "${name}"${copy(chain)} is under way: ${handlers} ${open.length > 1 ? 'wait' : 'waits'} for ${awaited.text}. ${limit}`
  return { kind: 'attempt', event: name, dueAt: Math.min(awaited.dueAt ?? Infinity, deadlineAt), site, message }
}

function tellChain(chain: Chain, now: number): Waiting {
  const { next, nextAt, event } = chain
  const { name, site } = event.kind
  const origin = site === null ? tellOrigin(event) : `published${placeAt(site)}`
  const when = nextAt > now ? `due in ${formatDuration(nextAt - now)}` : 'due now, and waits for its turn'
  const what = next === 'drop' ? 'the drop' : next === 1 ? 'the delivery' : `attempt ${next}`
  const message = `${what} of "${name}"${copy(chain)}, ${origin}, is ${when}`
  return { kind: 'delivery', event: name, dueAt: nextAt, site, message }
}

const made: Record<EventSource, string> = {
  event: 'published',
  data: 'changed',
  storage: 'changed',
  task: 'run',
  schedule: 'run',
  ws: 'sent',
}

/** What brought about an event that no line published. */
function tellOrigin({ kind: { source }, published: { by } }: EventRun): string {
  const byItself = source === 'event' || source === 'ws' ? 'the scenario' : 'the clock'
  // The attempt's own key, without those before it: chains can be long.
  return `${made[source]} by ${by?.replace(/^.*#\d+@\d+\.\d+\//s, '') ?? byItself}`
}

const copy = ({ delivery }: Chain): string => (delivery === 1 ? '' : ` (delivery ${delivery})`)

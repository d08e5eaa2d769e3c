import { formatDuration } from '../contract/duration'
import type { Site } from '../model/site'
import type { EventSource, Waiting } from '../model/trace'
import type { EventRun } from './eventRun'
import type { CallExecution, Attempt, Chain, Execution } from './execution'

/** A timer of the app that has not fired. */
export interface OpenTimer {
  /** Virtual epoch ms. */
  readonly dueAt: number
  /** Where it was set. */
  readonly site: Site | null
  readonly execution: Execution | null
}

/** What is open when a run ends. */
export interface Open {
  readonly now: number
  readonly attempts: Iterable<Attempt>
  readonly calls: Iterable<CallExecution>
  readonly chains: Iterable<Chain>
  readonly timers: readonly OpenTimer[]
}

/** Things that are told one by one. */
const MOST_TOLD = 100

/** What a run would still have waited for, what is due first in front: at most the first 100. */
export function tellWaiting({ now, attempts, calls, chains, timers }: Open): Waiting[] {
  const soonest = timers.toSorted((a, b) => a.dueAt - b.dueAt)
  const timerOf = (belongs: (execution: Execution) => boolean): OpenTimer | undefined =>
    soonest.find(({ execution }) => execution !== null && belongs(execution))
  const running = [...attempts].map((attempt) =>
    tellAttempt(
      attempt,
      timerOf((one) => one.kind === 'handler' && one.attempt === attempt),
      now,
    ),
  )
  const called = [...calls].map((call): Waiting => {
    const timer = timerOf((one) => one === call)
    const message = `${call.key} is under way: it waits for ${tellTimer(timer, now)}`
    return { kind: 'call', event: call.key, dueAt: timer?.dueAt ?? null, site: timer?.site ?? null, message }
  })
  const due = [...chains].flatMap((chain) => tellChain(chain, now) ?? []).toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
  return [...running, ...called, ...due].slice(0, MOST_TOLD)
}

/** Why a run is idle: what came to an end, and which timers of the app do not count. */
export function tellIdle({ now, timers }: Pick<Open, 'now' | 'timers'>, deliveries: number): string {
  const what = deliveries === 0 ? 'no handler ran, and nothing is due' : 'every delivery came to its end, and nothing more is due'
  const [first] = timers.toSorted((a, b) => a.dueAt - b.dueAt)
  if (first === undefined) return `${what}.`
  const count = timers.length === 1 ? 'A timer' : `${timers.length.toLocaleString('en-US')} timers`
  const next = `${timers.length === 1 ? '' : 'the next, '}set${place(first.site)} and due in ${formatDuration(first.dueAt - now)}`
  return `${what}. ${count} of the app ${timers.length === 1 ? 'is' : 'are'} left, ${next}: the platform waits for none once its handler has ended.`
}

function tellAttempt(attempt: Attempt, timer: OpenTimer | undefined, now: number): Waiting {
  const { chain, number, runs, deadlineAt } = attempt
  const { name } = chain.event
  const open = runs.filter(({ outcome }) => outcome === 'running')
  const site = timer?.site ?? open[0]?.handler.site ?? null
  const handlers = open.map(({ handler }) => `handler ${handler.order}${place(handler.site)}`).join(' and ')
  const limit = `It has ${formatDuration(deadlineAt - now)} left`
  const message = `attempt ${number} of "${name}"${copy(chain)} is under way: ${handlers} ${open.length > 1 ? 'wait' : 'waits'} for ${tellTimer(timer, now)}. ${limit}`
  return { kind: 'attempt', event: name, dueAt: Math.min(timer?.dueAt ?? Infinity, deadlineAt), site, message }
}

function tellTimer(timer: OpenTimer | undefined, now: number): string {
  if (timer === undefined) return 'a promise that no timer of its own settles'
  return `a timer set${place(timer.site)}, due in ${formatDuration(timer.dueAt - now)}`
}

function tellChain(chain: Chain, now: number): Waiting | null {
  const { next, nextAt, event } = chain
  if (next === null) return null
  const { name, site } = event.kind
  const origin = site === null ? tellOrigin(event) : `published${place(site)}`
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
const place = (site: Site | null): string => (site === null ? '' : ` at ${site.file}:${site.line}`)

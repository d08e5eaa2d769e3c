import { mintEventId } from '../contract/eventId'
import { readPublish } from '../contract/envelope'
import { plainName } from '../contract/names'
import { eventPolicy, retryPolicy, type RetryPolicy } from '../contract/retry'
import type { Json } from '../model/json'
import type { Scenario } from '../model/scenario'
import type { Site } from '../model/site'
import type { Effect, EventSource, TraceEvent } from '../model/trace'
import type { Agenda } from './agenda'
import { eventStop } from './budgetStops'
import { count } from './count'
import type { Deliveries } from './deliveries'
import { causeOf, doingOf, executionKey, type EventRun, type Execution, type Watch } from './execution'
import { createPrng } from './prng'
import type { Recorder } from './recorder'

/** What `events.publish` resolves to (SDK 1.0.20). */
export interface Receipt {
  readonly id: string
  readonly time: number
  readonly delay: number
}

/** Something that the platform brings to the app, other than what `events.publish` made. */
export interface Occurrence {
  readonly source: EventSource
  /** Such as `created:user:1`, or the name of a task. */
  readonly name: string
  readonly body: Json
  /** In ms; 0 without. */
  readonly delayMs?: number
  /** What is of one group is handled in order. */
  readonly group?: string
  /** What listeners are asked about. */
  readonly subject?: unknown
  /** In place of the source's own. */
  readonly policy?: RetryPolicy
  readonly watch?: Watch
}

export interface PublishingDeps {
  readonly scenario: Scenario
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly deliveries: Deliveries
  /** Records the publish with what the execution did. */
  readonly onEffect: (execution: Execution | null, effect: Effect) => void
}

/** Makes events, records them and hands them to the deliveries. An `execution` is what caused them, null the scenario. */
export class Publishing {
  /** Counts events by name over the run, for injections. */
  private readonly nameOrdinals = new Map<string, number>()
  private readonly stepOrdinals = new Map<string, number>()

  constructor(private readonly deps: PublishingDeps) {}

  /** As `Engine.publish`. */
  publish(execution: Execution | null, name: unknown, args: readonly unknown[], site: Site | null): Promise<Receipt> {
    const { agenda, recorder, scenario } = this.deps
    const now = agenda.clock.now()
    const asked = typeof name === 'string' ? plainName(name) : String(name)
    const key = this.keyOf(execution, asked)
    const read = readPublish(name, args, now, scenario.contract, (dueAt) => this.mintId(key, dueAt))
    const cause = execution === null ? null : causeOf(execution)
    if ('error' in read) {
      const { error, notes } = read
      recorder.event({
        ...{ source: 'event', id: '', key, name: asked, body: null, time: now, delay: 0, dueAt: now, cause, site },
        ...{ state: 'rejected', droppedAt: null, notes: [error, ...notes] },
      })
      return agenda.complete(() => {
        throw new Error(error)
      })
    }
    const { id, body, bodyText, time, delay, dueAt, notes } = read
    this.deps.onEffect(execution, { kind: 'publish', target: read.name, value: body, site })
    const row: TraceEvent = {
      ...{ source: 'event', id, key, name: read.name, body, time, delay, dueAt, cause, site },
      ...{ state: 'scheduled', droppedAt: null, notes },
    }
    this.add(row, bodyText, execution, { group: null, subject: null, policy: eventPolicy, watch: null })
    return agenda.complete(() => ({ id, time, delay }))
  }

  /** Brings something to its handlers, of which there are some. */
  occur(execution: Execution | null, { source, name, body, delayMs = 0, ...rest }: Occurrence): Receipt {
    const { agenda, scenario } = this.deps
    const { group = null, subject = null, policy = retryPolicy(source, scenario.contract), watch = null } = rest
    const time = agenda.clock.now()
    const key = this.keyOf(execution, source === 'event' || source === 'data' ? name : `${source}:${name}`)
    const dueAt = time + delayMs
    // Changes and messages have no identifier of their own.
    const id = source === 'event' || source === 'task' || source === 'schedule' ? this.mintId(key, dueAt) : ''
    const cause = execution === null ? null : causeOf(execution)
    const row: TraceEvent = {
      ...{ source, id, key, name, body, time, delay: delayMs, dueAt, cause, site: null },
      ...{ state: 'scheduled', droppedAt: null, notes: [] },
    }
    this.add(row, JSON.stringify(body), execution, { group, subject, policy, watch })
    return { id, time, delay: delayMs }
  }

  private add(
    row: TraceEvent,
    bodyText: string,
    execution: Execution | null,
    { group, subject, policy, watch }: Pick<EventRun, 'group' | 'subject' | 'policy' | 'watch'>,
  ): void {
    const { agenda, recorder, deliveries, scenario } = this.deps
    const parent = execution?.kind === 'handler' ? execution.attempt.chain.event : null
    const hops = parent === null ? 0 : parent.hops + 1
    const ordinal = count(this.nameOrdinals, row.name)
    const index = recorder.event(row)
    const state = { openChains: 0, hasDropped: false, hasUnknown: false, hasMissed: false }
    const event: EventRun = { index, row, ordinal, hops, bodyText, group, subject, policy, watch, ...state }
    const stop = eventStop(event, execution, scenario.budgets)
    if (stop === null) deliveries.add(event)
    else agenda.stop(stop)
  }

  private mintId(key: string, dueAt: number): string {
    const chance = createPrng(this.deps.scenario.seed, `id:${key}`)
    return mintEventId(dueAt, () => chance.nextFraction())
  }

  private keyOf(execution: Execution | null, name: string): string {
    if (execution === null) return `${name}#${count(this.stepOrdinals, name)}`
    return `${executionKey(execution)}/${name}#${count((doingOf(execution).ordinals ??= new Map<string, number>()), name)}`
  }
}

import { readPublish } from '../contract/envelope'
import { plainName } from '../contract/names'
import { eventPolicy, retryPolicy, type RetryPolicy } from '../contract/retry'
import type { Json } from '../model/json'
import type { EventKind } from '../model/protocol'
import type { Scenario } from '../model/scenario'
import type { Site } from '../model/site'
import type { Effect, EventSource, EventState } from '../model/trace'
import type { Agenda } from './agenda'
import { eventStop } from './budgetStops'
import { count } from './count'
import type { Deliveries } from './deliveries'
import { beginEventId, eventId, labelOf } from './eventKey'
import type { LastKind } from './eventRecorder'
import { EventRun, type Published } from './eventRun'
import { doingOf, executionKey, isLoad, type Execution, type HandlerRun, type Watch } from './execution'
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

const none: readonly string[] = []

/** What is known of all events of one source and name. */
interface Named {
  readonly label: string
  /** Counts those that no execution caused. */
  ordinal: number
  last: LastKind | null
  /** Of the identifiers of those that no execution caused. */
  readonly idBeginning: number
}

/** What an event comes of. */
interface Origin {
  readonly execution: Execution | null
  readonly named: Named
  /** Counts the events of its label among those of the execution, from 1. */
  readonly ordinal: number
  /** See `beginEventId`. */
  readonly idBeginning: number
}

/** Makes events, records them and hands them to the deliveries. An `execution` is what caused them, null the scenario. */
export class Publishing {
  private readonly named = new Map<EventSource, Map<string, Named>>()
  /** Counts events by name over the run, for injections. */
  private readonly nameOrdinals = new Map<string, number>()

  constructor(private readonly deps: PublishingDeps) {}

  /** As `Engine.publish`. */
  publish(execution: Execution | null, name: unknown, args: readonly unknown[], site: Site | null): Promise<Receipt> {
    const { agenda, scenario } = this.deps
    const time = agenda.clock.now()
    const asked = typeof name === 'string' ? plainName(name) : String(name)
    const origin = this.originOf(execution, 'event', asked)
    const mintId = (at: number): string => eventId(origin.idBeginning, 'event', origin.ordinal, at)
    const [call, handler] = [callOf(execution), orderOf(execution)]
    const read = readPublish(name, args, time, scenario.contract, mintId)
    if ('error' in read) {
      const { error, notes } = read
      const rejected = { delay: 0, wait: 0, call, handler, site, notes: [error, ...notes] }
      this.record(origin, { source: 'event', name: asked, bodyText: 'null', ...rejected }, 'rejected')
      return agenda.complete(() => {
        throw new Error(error)
      })
    }
    const { id, body, bodyText, delay, dueAt, notes } = read
    this.deps.onEffect(execution, { kind: 'publish', target: read.name, value: body, site })
    const kind: EventKind = { source: 'event', name: asked, bodyText, delay, wait: dueAt - time, call, handler, site, notes }
    this.add(origin, kind, { group: null, subject: null, policy: eventPolicy, watch: null })
    return agenda.complete(() => ({ id, time, delay }))
  }

  /** Brings something to its handlers, of which there are some. */
  occur(execution: Execution | null, occurrence: Occurrence): EventRun {
    const { source, name, body, delayMs = 0, group = null, subject = null, watch = null } = occurrence
    const policy = occurrence.policy ?? retryPolicy(source, this.deps.scenario.contract)
    const kind: EventKind = {
      source,
      name,
      bodyText: body === null ? 'null' : JSON.stringify(body),
      delay: delayMs,
      wait: delayMs,
      call: callOf(execution),
      handler: orderOf(execution),
      site: null,
      notes: none,
    }
    return this.add(this.originOf(execution, source, name), kind, { group, subject, policy, watch })
  }

  private add(origin: Origin, kind: EventKind, own: Pick<Published, 'group' | 'subject' | 'policy' | 'watch'>): EventRun {
    const { agenda, deliveries, scenario } = this.deps
    const { execution, named, ordinal, idBeginning } = origin
    const index = this.record(origin, kind, 'scheduled')
    // Written out, as spreads take longer than all else of an event.
    const event = new EventRun(index, {
      kind: named.last!.kind,
      label: named.label,
      by: keyOf(execution),
      idBeginning,
      ordinal,
      time: agenda.clock.now(),
      nameOrdinal: scenario.injections.length === 0 ? 0 : count(this.nameOrdinals, kind.name),
      hops: hopsOf(execution),
      group: own.group,
      subject: own.subject,
      policy: own.policy,
      watch: own.watch,
    })
    const stop = eventStop(event, execution, scenario.budgets)
    if (stop === null) deliveries.add(event)
    else agenda.stop(stop)
    return event
  }

  /** Gives the event's index. */
  private record({ execution, named, ordinal }: Origin, kind: EventKind, state: EventState): number {
    const { agenda, recorder } = this.deps
    named.last = recorder.events.kind(kind, named.last)
    return recorder.events.add(named.last.number, ordinal, agenda.clock.now(), handlerRunOf(execution), state)
  }

  private originOf(execution: Execution | null, source: EventSource, name: string): Origin {
    const named = this.namedOf(source, name)
    const { label } = named
    if (execution === null) return { execution, named, ordinal: ++named.ordinal, idBeginning: named.idBeginning }
    const ordinal = count((doingOf(execution).ordinals ??= new Map<string, number>()), label)
    return { execution, named, ordinal, idBeginning: beginEventId(this.deps.scenario.seed, executionKey(execution), label) }
  }

  private namedOf(source: EventSource, name: string): Named {
    let names = this.named.get(source)
    if (names === undefined) this.named.set(source, (names = new Map<string, Named>()))
    let named = names.get(name)
    if (named === undefined) {
      const label = labelOf(source, name)
      named = { label, ordinal: 0, last: null, idBeginning: beginEventId(this.deps.scenario.seed, null, label) }
      names.set(name, named)
    }
    return named
  }
}

function keyOf(execution: Execution | null): string | null {
  return execution === null ? null : executionKey(execution)
}

/** Of what an execution publishes: loading counts on from what the instance is started for, lest each load that publishes brings about another. */
function hopsOf(execution: Execution | null): number {
  if (execution?.kind === 'handler') return execution.attempt.chain.event.published.hops + 1
  return isLoad(execution) ? execution.instance.hops : 0
}

function handlerRunOf(execution: Execution | null): HandlerRun | null {
  return execution?.kind === 'handler' ? execution : null
}

/** Key of the call that an execution is, if it is one. */
function callOf(execution: Execution | null): string | null {
  return execution?.kind === 'call' ? execution.key : null
}

/** Order of the handler that an execution is; 0 where it is none. */
function orderOf(execution: Execution | null): number {
  return execution?.kind === 'handler' ? execution.handler.order : 0
}

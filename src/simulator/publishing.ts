import { readPublish } from '../contract/envelope'
import { plainName } from '../contract/names'
import { eventPolicy, retryPolicy, type RetryPolicy } from '../contract/retry'
import type { Json } from '../model/json'
import type { EventKind } from '../model/protocol'
import type { Scenario } from '../model/scenario'
import type { Site } from '../model/site'
import type { Effect, EventSource } from '../model/trace'
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

/** Makes events, records them and hands them to the deliveries. An `execution` is what caused them, null the scenario. */
export class Publishing {
  private readonly named = new Map<EventSource, Map<string, Named>>()
  /** Counts events by name over the run, for injections. */
  private readonly nameOrdinals = new Map<string, number>()

  constructor(private readonly deps: PublishingDeps) {}

  /** As `Engine.publish`. */
  publish(execution: Execution | null, name: unknown, args: readonly unknown[], site: Site | null): Promise<Receipt> {
    const { agenda, recorder, scenario } = this.deps
    const time = agenda.clock.now()
    const asked = typeof name === 'string' ? plainName(name) : String(name)
    const named = this.namedOf('event', asked)
    const ordinal = nextOrdinal(execution, named)
    const idBeginning = this.idBeginning(execution, named)
    const mintId = (at: number): string => eventId(idBeginning, 'event', ordinal, at)
    const read = readPublish(name, args, time, scenario.contract, mintId)
    if ('error' in read) {
      const { error, notes } = read
      const kind = kindOf('event', asked, execution, site, 'null', 0, 0, [error, ...notes])
      named.last = recorder.events.kind(kind, named.last)
      recorder.events.add(named.last.number, ordinal, time, handlerRunOf(execution), 'rejected')
      return agenda.complete(() => {
        throw new Error(error)
      })
    }
    const { id, body, bodyText, delay, dueAt, notes } = read
    this.deps.onEffect(execution, { kind: 'publish', target: read.name, value: body, site })
    const kind = kindOf('event', asked, execution, site, bodyText, delay, dueAt - time, notes)
    this.add(execution, kind, ordinal, idBeginning, named, { group: null, subject: null, policy: eventPolicy, watch: null })
    return agenda.complete(() => ({ id, time, delay }))
  }

  /** Brings something to its handlers, of which there are some. */
  occur(execution: Execution | null, occurrence: Occurrence): EventRun {
    const { source, name, body, delayMs = 0, group = null, subject = null, watch = null } = occurrence
    const policy = occurrence.policy ?? retryPolicy(source, this.deps.scenario.contract)
    const named = this.namedOf(source, name)
    const kind = kindOf(source, name, execution, null, body === null ? 'null' : JSON.stringify(body), delayMs, delayMs, none)
    return this.add(execution, kind, nextOrdinal(execution, named), this.idBeginning(execution, named), named, {
      group,
      subject,
      policy,
      watch,
    })
  }

  private add(
    execution: Execution | null,
    kind: EventKind,
    ordinal: number,
    idBeginning: number,
    named: Named,
    own: Pick<Published, 'group' | 'subject' | 'policy' | 'watch'>,
  ): EventRun {
    const { agenda, recorder, deliveries, scenario } = this.deps
    const time = agenda.clock.now()
    const parent = handlerRunOf(execution)
    named.last = recorder.events.kind(kind, named.last)
    const index = recorder.events.add(named.last.number, ordinal, time, parent, 'scheduled')
    const event = new EventRun(index, {
      kind: named.last.kind,
      label: named.label,
      by: keyOf(execution),
      idBeginning,
      ordinal,
      time,
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

  private idBeginning(execution: Execution | null, { label, idBeginning }: Named): number {
    return execution === null ? idBeginning : beginEventId(this.deps.scenario.seed, executionKey(execution), label)
  }
}

function nextOrdinal(execution: Execution | null, named: Named): number {
  return execution === null ? ++named.ordinal : count((doingOf(execution).ordinals ??= new Map<string, number>()), named.label)
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

/** Written out, as spreads take longer than all else of an event. */
function kindOf(
  source: EventSource,
  name: string,
  execution: Execution | null,
  site: Site | null,
  bodyText: string,
  delay: number,
  wait: number,
  notes: readonly string[],
): EventKind {
  const call = execution?.kind === 'call' ? execution.key : null
  const handler = execution?.kind === 'handler' ? execution.handler.order : 0
  return { source, name, bodyText, delay, wait, call, handler, site, notes }
}

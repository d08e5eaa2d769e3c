import { readPublish } from '../contract/envelope'
import { plainName } from '../contract/names'
import { eventPolicy, retryPolicy } from '../contract/retry'
import { countUp } from '../model/countUp'
import { getOrMake } from '../model/getOrMake'
import type { Json } from '../model/json'
import type { EventKind } from '../model/protocol'
import type { Site } from '../model/site'
import type { EventSource, EventState } from '../model/trace'
import type { Deliveries } from './deliveries'
import type { Doings } from './doings'
import type { EngineParts } from './engineParts'
import { beginEventId, eventId, labelOf } from './eventKey'
import type { LastKind } from './eventRecorder'
import { EventRun, type DeliveryRules } from './eventRun'
import { doingOf, executionKey, isLoad, type Execution } from './execution'
import { eventStop } from './stops'

/** What `events.publish` resolves to (SDK 1.0.20). */
export interface Receipt {
  readonly id: string
  readonly time: number
  readonly delay: number
}

/** Something that the platform brings to the app, other than what `events.publish` made. Rules that it leaves out are those of its source. */
export interface Occurrence extends Partial<DeliveryRules> {
  readonly source: EventSource
  /** Such as `created:user:1`, or the name of a task. */
  readonly name: string
  readonly body: Json
  /** In ms; 0 without. */
  readonly delayMs?: number
}

const none: readonly string[] = []
const eventRules: DeliveryRules = { group: null, subject: null, policy: eventPolicy, watch: null }

/** What is known of all events of one source and name. */
interface Named {
  readonly label: string
  /** Counts those that no execution caused. */
  ordinal: number
  last: LastKind | null
  /** Of the identifiers of those that no execution caused. */
  readonly idBeginning: number
}

interface Origin extends Pick<EventKind, 'call' | 'handler'> {
  /** Null where the scenario published it. */
  readonly execution: Execution | null
  readonly by: string | null
  /** Publishes between the scenario and the event. */
  readonly hops: number
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

  constructor(
    private readonly parts: EngineParts,
    private readonly deliveries: Deliveries,
    private readonly doings: Doings,
  ) {}

  /** What came, where failures are injected. */
  get names(): readonly string[] {
    return [...this.nameOrdinals.keys()]
  }

  publish(execution: Execution | null, name: unknown, args: readonly unknown[], site: Site | null): Promise<Receipt> {
    const { agenda, scenario } = this.parts
    const time = agenda.clock.now()
    const asked = shownName(name)
    const origin = this.originOf(execution, 'event', asked)
    const { call, handler } = origin
    const read = readPublish(name, args, time, scenario.contract, (at) => eventId(origin.idBeginning, 'event', origin.ordinal, at))
    if ('error' in read) {
      const { error } = read
      const notes = [error, ...read.notes]
      this.record(origin, { source: 'event', name: asked, bodyText: 'null', delay: 0, wait: 0, call, handler, site, notes }, 'rejected')
      return this.refuse(error)
    }
    const { id, body, bodyText, delay, dueAt, notes } = read
    this.doings.effect(execution, { kind: 'publish', target: read.name, value: body, site })
    this.add(origin, { source: 'event', name: asked, bodyText, delay, wait: dueAt - time, call, handler, site, notes }, eventRules)
    return agenda.complete(() => ({ id, time, delay }))
  }

  /** Made behind the wait, the error leads back through the awaits of the app's code: the engine's own stack says nothing of it. */
  private async refuse(error: string): Promise<never> {
    await this.parts.agenda.complete(() => undefined)
    throw new Error(error)
  }

  /** Brings something to its handlers, of which there are some. */
  occur(execution: Execution | null, occurrence: Occurrence): EventRun {
    const { source, name, body, delayMs: delay = 0, group = null, subject = null, watch = null } = occurrence
    const { policy = retryPolicy(source, this.parts.scenario.contract) } = occurrence
    const origin = this.originOf(execution, source, name)
    const { call, handler } = origin
    const bodyText = body === null ? 'null' : JSON.stringify(body)
    const kind: EventKind = { source, name, bodyText, delay, wait: delay, call, handler, site: null, notes: none }
    return this.add(origin, kind, { group, subject, policy, watch })
  }

  private add(origin: Origin, kind: EventKind, rules: DeliveryRules): EventRun {
    const { agenda, scenario } = this.parts
    const { execution, by, hops, named, ordinal, idBeginning } = origin
    const index = this.record(origin, kind, 'scheduled')
    const event = new EventRun(index, {
      kind: named.last!.kind,
      label: named.label,
      by,
      idBeginning,
      ordinal,
      time: agenda.clock.now(),
      nameOrdinal: scenario.injections.length === 0 ? 0 : countUp(this.nameOrdinals, kind.name),
      hops,
      rules,
    })
    const stop = eventStop(event, execution, scenario.budgets)
    if (stop === null) this.deliveries.add(event)
    else agenda.stop(stop)
    return event
  }

  /** Gives the event's index. */
  private record({ execution, named, ordinal }: Origin, kind: EventKind, state: EventState): number {
    const { agenda, recorder } = this.parts
    named.last = recorder.events.kind(kind, named.last)
    const cause = execution?.kind === 'handler' ? execution : null
    return recorder.events.add(named.last.number, ordinal, agenda.clock.now(), cause, state)
  }

  private originOf(execution: Execution | null, source: EventSource, name: string): Origin {
    const named = this.namedOf(source, name)
    const { label, idBeginning } = named
    // Written out, as spreads take longer than all else of an event.
    if (execution === null) {
      return { execution, by: null, hops: 0, call: null, handler: 0, named, ordinal: ++named.ordinal, idBeginning }
    }
    const by = executionKey(execution)
    const isHandler = execution.kind === 'handler'
    return {
      execution,
      by,
      hops: hopsOf(execution),
      call: isHandler ? null : by,
      handler: isHandler ? execution.handler.order : 0,
      named,
      ordinal: countUp((doingOf(execution).ordinals ??= new Map<string, number>()), label),
      idBeginning: beginEventId(this.parts.scenario.seed, by, label),
    }
  }

  private namedOf(source: EventSource, name: string): Named {
    return getOrMake(
      getOrMake(this.named, source, () => new Map<string, Named>()),
      name,
      () => {
        const label = labelOf(source, name)
        return { label, ordinal: 0, last: null, idBeginning: beginEventId(this.parts.scenario.seed, null, label) }
      },
    )
  }
}

/** The name of an event, or what was given in its place. */
function shownName(name: unknown): string {
  if (typeof name === 'string') return plainName(name)
  // An object may have no text.
  return typeof name === 'object' && name !== null ? Object.prototype.toString.call(name) : String(name)
}

/** Loading counts on from what the instance is started for, lest each load that publishes brings about another. */
function hopsOf(execution: Execution): number {
  if (execution.kind === 'handler') return execution.attempt.chain.event.published.hops + 1
  return isLoad(execution) ? execution.instance.hops : 0
}

import type { RetryPolicy } from '../contract/retry'
import type { EventKind } from '../model/protocol'
import type { EventState } from '../model/trace'
import { eventId, eventKey } from './eventKey'
import type { Watch } from './execution'

/** How an event is delivered. */
export interface DeliveryRules {
  /** Deliveries of one group run one after the other; null for no order. */
  readonly group: string | null
  /** What listeners are asked about; null where the name decides. */
  readonly subject: unknown
  readonly policy: RetryPolicy
  readonly watch: Watch | null
}

/** What is decided when an event is published. */
export interface Published {
  readonly kind: EventKind
  /** What it is called in keys. */
  readonly label: string
  /** Key of the execution that published it; null where the scenario did. */
  readonly by: string | null
  /** See `beginEventId`. */
  readonly idBeginning: number
  /** Counts the events of its label among those of its cause, from 1. */
  readonly ordinal: number
  /** Counts those of its name in the run, from 1; 0 where nobody asks. */
  readonly nameOrdinal: number
  /** Virtual epoch ms. */
  readonly time: number
  /** Publishes between the scenario and this event. */
  readonly hops: number
  readonly rules: DeliveryRules
}

/** An event on its way. Its key and identifier are worked out when somebody asks: there can be millions of events. */
export class EventRun {
  state: EventState = 'scheduled'
  /** Virtual epoch ms, or null. */
  droppedAt: number | null = null
  notes: readonly string[]
  openChains = 0
  hasDropped = false
  hasUnknown = false
  /** A delivery met an instance without a handler. */
  hasMissed = false
  private ownKey: string | null = null
  private ownId: string | null = null

  constructor(
    readonly index: number,
    readonly published: Published,
  ) {
    this.notes = published.kind.notes
  }

  get kind(): EventKind {
    return this.published.kind
  }

  get name(): string {
    return this.kind.name
  }

  get ordinal(): number {
    return this.published.nameOrdinal
  }

  get dueAt(): number {
    return this.published.time + this.kind.wait
  }

  get key(): string {
    const { by, label, ordinal } = this.published
    return (this.ownKey ??= eventKey(by, label, ordinal))
  }

  get id(): string {
    const { published, kind } = this
    return (this.ownId ??= eventId(published.idBeginning, kind.source, published.ordinal, published.time + kind.delay))
  }
}

import type { EventState } from '../model/trace'
import type { Agenda } from './agenda'
import { onTime } from './chooser'
import type { EventRun } from './eventRun'
import type { Chain } from './execution'
import { Fifo } from './fifo'
import { OpenList } from './openList'
import type { Recorder } from './recorder'

/** A class, since a function of its own for each would take longer than the rest. */
class OpenChain implements Chain {
  slot = 0
  firstStartedAt: number | null = null
  next: Chain['next'] = null
  nextAt = 0
  choice = onTime
  time = 0
  priority = 0
  sequence = 0
  readonly isStale = null
  readonly isQuiet = false

  constructor(
    private readonly chains: Chains,
    readonly event: EventRun,
    readonly delivery: number,
  ) {}

  run(): void {
    this.chains.goOn(this)
  }
}

/** The deliveries that are open, with their order in groups, and what becomes of their events. */
export class Chains {
  readonly open = new OpenList<Chain>()
  /** Groups that run in order: what waits behind the chain that is open. A group without an entry is free. */
  private readonly groups = new Map<string, Fifo<Chain>>()

  /** `arrive` is called when an attempt is due. */
  constructor(
    private readonly agenda: Agenda,
    private readonly recorder: Recorder,
    private readonly arrive: (chain: Chain, attempt: number) => void,
  ) {}

  add(event: EventRun, delivery: number): Chain {
    const chain = new OpenChain(this, event, delivery)
    this.open.add(chain)
    event.openChains++
    return chain
  }

  goOn(chain: Chain): void {
    if (chain.next === 'drop') this.drop(chain)
    else this.arrive(chain, chain.next!)
  }

  /** Queues what comes next, for `at` (virtual epoch ms): of a chain that enters a group, when those before it are closed. */
  await(chain: Chain, next: number | 'drop', at: number, priority = 0): void {
    chain.next = next
    chain.nextAt = at
    chain.priority = priority
    if (next !== 1 || !this.isBehind(chain)) this.agenda.queue(chain, at)
  }

  /** Enters the chain's group; true where it has one in which another is open. */
  private isBehind(chain: Chain): boolean {
    const { group } = chain.event.published.rules
    if (group === null) return false
    const behind = this.groups.get(group)
    if (behind === undefined) this.groups.set(group, new Fifo())
    else behind.push(chain)
    return behind !== undefined
  }

  private drop(chain: Chain): void {
    const { event } = chain
    event.hasDropped = true
    event.droppedAt = this.agenda.clock.now()
    this.recorder.events.changedElse(event)
    this.close(chain)
  }

  close(chain: Chain): void {
    const { event } = chain
    const { group } = event.published.rules
    event.openChains--
    this.open.delete(chain)
    if (group !== null) this.release(group)
    if (event.openChains > 0) return
    const isIgnored = chain.firstStartedAt === null || event.hasMissed
    this.setState(event, event.hasDropped ? 'dropped' : event.hasUnknown ? 'unknown' : isIgnored ? 'ignored' : 'handled')
  }

  /** Adds a note to an event, once. */
  tell(event: EventRun, note: string): void {
    if (event.notes.includes(note)) return
    event.notes = [...event.notes, note]
    this.recorder.events.changedElse(event)
  }

  setState(event: EventRun, state: EventState): void {
    if (event.state === state) return
    event.state = state
    this.recorder.events.stateChanged(event)
  }

  private release(group: string): void {
    const next = this.groups.get(group)?.shift()
    if (next !== undefined) this.agenda.queue(next, next.nextAt)
    else this.groups.delete(group)
  }
}

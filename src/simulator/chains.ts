import type { EventState } from '../model/trace'
import type { Agenda } from './agenda'
import type { Chain, EventRun } from './execution'
import type { Recorder } from './recorder'

/** The deliveries that are open, with their order in groups, and what becomes of their events. */
export class Chains {
  private readonly all = new Set<Chain>()
  /** Groups that run in order: what waits behind the chain that is open. A group without an entry is free. */
  private readonly groups = new Map<string, (() => void)[]>()

  constructor(
    private readonly agenda: Agenda,
    private readonly recorder: Recorder,
  ) {}

  get open(): ReadonlySet<Chain> {
    return this.all
  }

  add(event: EventRun, delivery: number): Chain {
    const chain: Chain = { event, delivery, firstStartedAt: null, next: null }
    this.all.add(chain)
    event.openChains++
    return chain
  }

  /** Enters a group; true where another chain of it is open, behind whose end `wake` is called. */
  waits(group: string, wake: () => void): boolean {
    const behind = this.groups.get(group)
    if (behind === undefined) this.groups.set(group, [])
    else behind.push(wake)
    return behind !== undefined
  }

  /** Ends a chain by dropping its event at `at` (virtual epoch ms). */
  dropAt(chain: Chain, at: number): void {
    chain.next = { at, attempt: null }
    this.agenda.at(at, () => {
      chain.event.hasDropped = true
      chain.event.row.droppedAt = this.agenda.clock.now()
      this.recorder.eventChanged(chain.event)
      this.close(chain)
    })
  }

  close(chain: Chain): void {
    const { event } = chain
    event.openChains--
    this.all.delete(chain)
    if (chain.firstStartedAt !== null && event.group !== null) this.release(event.group)
    if (event.openChains > 0) return
    const isIgnored = chain.firstStartedAt === null || event.hasMissed
    this.setState(event, event.hasDropped ? 'dropped' : event.hasUnknown ? 'unknown' : isIgnored ? 'ignored' : 'handled')
  }

  /** Adds a note to an event, once. */
  tell(event: EventRun, note: string): void {
    const { row } = event
    if (row.notes.includes(note)) return
    row.notes = [...row.notes, note]
    this.recorder.eventChanged(event)
  }

  setState(event: EventRun, state: EventState): void {
    if (event.row.state === state) return
    event.row.state = state
    this.recorder.eventChanged(event)
  }

  private release(group: string): void {
    const next = this.groups.get(group)?.shift()
    if (next !== undefined) this.agenda.at(this.agenda.clock.now(), next)
    else this.groups.delete(group)
  }
}

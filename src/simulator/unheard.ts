import { CALL_LIMIT_MS } from '../contract/timeout'
import { formatDuration } from '../words/duration'
import { placeBehind } from '../words/place'
import type { Agenda } from './agenda'
import type { Chains } from './chains'
import type { EventRun } from './eventRun'
import type { Instance } from './instances'
import type { NewHandler } from './registry'

/** What the scenario published and nobody handles, with why. */
export class Unheard {
  /** With the times at which it came. */
  private readonly events = new Map<EventRun, number>()

  constructor(
    private readonly agenda: Agenda,
    private readonly chains: Chains,
  ) {}

  /** The start of the app may register a handler yet, as long as a call has. */
  add(event: EventRun): void {
    const now = this.agenda.clock.now()
    this.events.set(event, now)
    this.agenda.openUntil = now + CALL_LIMIT_MS
  }

  /** Says of what came before a handler of it that this was registered later. */
  registered({ source, name, site }: NewHandler): void {
    const now = this.agenda.clock.now()
    for (const [event, cameAt] of this.events) {
      if (event.kind.source !== source || event.kind.name !== name) continue
      const later = `${formatDuration(now - cameAt)} later${placeBehind(site)}`
      const what = `No handler of "${name}" was registered when it came, so the platform ignores it: the app registered one ${later}`
      this.chains.tell(event, `${what}. Register handlers before anything that takes time.`)
      this.events.delete(event)
    }
    if (this.events.size === 0) this.agenda.openUntil = -Infinity
  }

  /** Says at the end of the run why nobody handles the rest: the start of the app had all the time to fail. */
  tell({ registry, hasFailedStart }: Instance): void {
    for (const event of this.events.keys()) {
      const { name } = event.kind
      const unstarted = `No handler of "${name}" was registered when it came: the start of the app failed.`
      this.chains.tell(event, hasFailedStart ? unstarted : registry.describeMissing(name))
    }
  }
}

import { CALL_LIMIT_MS } from '../contract/timeout'
import { formatDuration } from '../words/duration'
import { placeBehind } from '../words/place'
import type { Agenda } from './agenda'
import type { Chains } from './chains'
import type { EventRun } from './eventRun'
import type { Instances } from './instances'
import type { NewHandler } from './registry'
import { tellDenied } from './tellDenied'

/** What the scenario published and nobody handles, with why. */
export class Unheard {
  /** With the times at which it came. */
  private readonly events = new Map<EventRun, number>()

  constructor(
    private readonly agenda: Agenda,
    private readonly chains: Chains,
    private readonly instances: Instances,
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
      const why = `: the app registered one ${later}. Register handlers before anything that takes time.`
      this.explain(event, `No handler of "${name}" was registered when it came`, why)
      this.events.delete(event)
    }
    if (this.events.size === 0) this.agenda.openUntil = -Infinity
  }

  /** Says at the end of the run why nobody handles the rest: the start of the app had all the time to fail. */
  tell(): void {
    const { registry, hasFailedStart } = this.instances.first
    for (const event of this.events.keys()) {
      const { name } = event.kind
      if (hasFailedStart)
        this.explain(event, `No handler of "${name}" was registered when it came`, ': the start of the app failed.', false)
      else this.explain(event, `No handler of "${name}" is registered`, `. ${registry.hintFor(name)}`)
    }
  }

  /** Where the start had a call denied, nobody knows what it registers on the platform. */
  private explain(event: EventRun, what: string, why: string, isIgnored = true): void {
    const { deniedStart } = this.instances.first
    if (deniedStart === null) return this.chains.tell(event, `${what}${isIgnored ? ', so the platform ignores it' : ''}${why}`)
    event.hasUnknown = true
    if (event.openChains === 0) this.chains.setState(event, 'unknown')
    this.chains.tell(event, `${what}${why} ${tellDenied(deniedStart, 'while the app was loaded')}`)
  }
}

import type { SiteTarget } from '../../model/timelineProtocol'
import type { Site } from '../../model/site'
import type { Trace } from '../../model/trace'

/** The source position that the timeline page means; null when the trace has none there. */
export function targetSite(trace: Trace, target: SiteTarget): Site | null {
  switch (target.kind) {
    case 'publish':
      return trace.events[target.event]?.site ?? null
    case 'registration':
      return trace.handlers[target.handler]?.site ?? null
    case 'handler':
      return trace.details[target.detail]?.handlers[target.index]?.site ?? null
    case 'error':
      return trace.details[target.detail]?.handlers[target.index]?.error?.site ?? null
    case 'effect':
      return trace.details[target.detail]?.effects[target.index]?.site ?? null
    case 'call': {
      const call = trace.calls[target.call]
      return (target.effect === null ? call?.error?.site : call?.effects[target.effect]?.site) ?? null
    }
    case 'late': {
      const what = trace.late[target.index]?.what
      if (what === undefined || 'log' in what) return null
      return 'effect' in what ? what.effect.site : what.error.site
    }
  }
}

import type { FromTimelinePage, SiteTarget } from '../../model/timelineProtocol'

/** Checks what the page sent. Null when it is not a message of the protocol. */
export function readPageMessage(message: unknown): FromTimelinePage | null {
  if (!isRecord(message)) return null
  const { type, run } = message
  if (type === 'ready') return { type }
  if (typeof run !== 'string') return null
  if (type === 'selectRun') return { type, run }
  if (type !== 'open') return null
  const target = readTarget(message['target'])
  return target === null ? null : { type, run, target }
}

function readTarget(value: unknown): SiteTarget | null {
  if (!isRecord(value)) return null
  const { kind, event, handler, detail, index, call, effect } = value
  switch (kind) {
    case 'publish':
      return isPlace(event) ? { kind, event } : null
    case 'registration':
      return isPlace(handler) ? { kind, handler } : null
    case 'handler':
    case 'error':
    case 'effect':
      return isPlace(detail) && isPlace(index) ? { kind, detail, index } : null
    case 'call':
      return isPlace(call) && (effect === null || isPlace(effect)) ? { kind, call, effect } : null
    case 'late':
      return isPlace(index) ? { kind, index } : null
    default:
      return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

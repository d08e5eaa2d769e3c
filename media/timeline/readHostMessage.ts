import type { RunTitle, ToTimelinePage } from '../../src/model/timelineProtocol'
import { attemptColumnNames, type Trace } from '../../src/model/trace'

/** Checks what came from the host. Null when it is not a message of the protocol: any frame can post to this page. */
export function readHostMessage(message: unknown): ToTimelinePage | null {
  if (!isRecord(message)) return null
  const { type, seq, runs, selected, run, trace, text, message: why } = message
  if (!Number.isSafeInteger(seq)) return null
  const known = { seq: seq as number }
  switch (type) {
    case 'runs':
      return isListOf(runs, isRunTitle) && isTextOrNull(selected) ? { ...known, type, runs, selected } : null
    case 'trace':
      return typeof run === 'string' && isTrace(trace) ? { ...known, type, run, trace } : null
    case 'progress':
      return isTextOrNull(text) ? { ...known, type, text } : null
    case 'failed':
      return typeof why === 'string' ? { ...known, type, message: why } : null
    default:
      return null
  }
}

/** The outline of a trace; what the rows hold is the simulator's own and was checked where it came from. */
function isTrace(value: unknown): value is Trace {
  if (!isRecord(value)) return false
  const { header, handlers, events, attempts, details, late, calls, end } = value
  return (
    [handlers, events, details, late, calls].every((list) => isListOf(list, isRecord)) &&
    isRecord(header) &&
    typeof header['start'] === 'number' &&
    isRecord(end) &&
    typeof end['at'] === 'number' &&
    Array.isArray(end['notes']) &&
    Array.isArray(end['notSimulated']) &&
    Array.isArray(end['waiting']) &&
    isRecord(end['data']) &&
    isRecord(attempts) &&
    Number.isSafeInteger(attempts['length']) &&
    attemptColumnNames.every((name) => isColumn(attempts[name], attempts['length'] as number))
  )
}

function isColumn(value: unknown, length: number): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && (value as Uint32Array).length >= length
}

function isRunTitle(value: unknown): value is RunTitle {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['title'] === 'string'
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

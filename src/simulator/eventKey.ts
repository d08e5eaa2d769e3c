import { mintEventId } from '../contract/eventId'
import type { EventSource } from '../model/trace'
import { drawsOf, hashKey } from './prng'

/** What an event is called in keys: with its source, where it is none of the app's own. */
export function labelOf(source: EventSource, name: string): string {
  return source === 'event' || source === 'data' ? name : `${source}:${name}`
}

/** The stable key of an event: `by` is the key of the execution that published it, or null. */
export function eventKey(by: string | null, label: string, ordinal: number | ''): string {
  return by === null ? `${label}#${ordinal}` : `${by}/${label}#${ordinal}`
}

export function attemptKey(eventKey: string, delivery: number, attempt: number): string {
  return `${eventKey}@${delivery}.${attempt}`
}

/** What the identifiers of events of one cause and label have in common, for `eventId`. */
export function beginEventId(seed: number, by: string | null, label: string): number {
  return hashKey(seed, `id:${eventKey(by, label, '')}`)
}

/** The identifier of an event that is asked for at `dueAt` (virtual epoch ms); empty where its source gives none: changes and messages have none. */
export function eventId(beginning: number, source: EventSource, ordinal: number, dueAt: number): string {
  if (source !== 'event' && source !== 'task' && source !== 'schedule') return ''
  return mintEventId(dueAt, drawsOf(beginning, ordinal))
}

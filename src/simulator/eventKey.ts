import { mintEventId } from '../contract/eventId'
import type { EventSource } from '../model/trace'
import { createPrng } from './prng'

/** What an event is called in keys: with its source, where it is none of the app's own. */
export function labelOf(source: EventSource, name: string): string {
  return source === 'event' || source === 'data' ? name : `${source}:${name}`
}

/** The stable key of an event: `by` is the key of the execution that published it, or null. */
export function eventKey(by: string | null, label: string, ordinal: number): string {
  return by === null ? `${label}#${ordinal}` : `${by}/${label}#${ordinal}`
}

/** The stable key of an attempt. */
export function attemptKey(eventKey: string, delivery: number, attempt: number): string {
  return `${eventKey}@${delivery}.${attempt}`
}

/** The identifier of an event that is asked for at `dueAt` (virtual epoch ms); empty where its source gives none: changes and messages have none. */
export function eventId(seed: number, source: EventSource, key: string, dueAt: number): string {
  if (source !== 'event' && source !== 'task' && source !== 'schedule') return ''
  return mintEventId(dueAt, createPrng(seed, `id:${key}`).nextFiveBits)
}

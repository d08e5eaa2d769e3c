import type { Json } from '../model/json'
import type { Contract } from '../model/scenario'
import { resolveAfter } from './after'
import { queuedUntil } from './afterSdk'
import { writeBody } from './bodyText'
import { checkSize } from './eventSize'
import { readName } from './names'
import { readPublishArguments } from './publishArguments'

/** The event that a publish created. */
export interface Envelope {
  /** Without `custom:`. */
  readonly name: string
  /** With `custom:` where it has no namespace of its own. */
  readonly storedName: string
  /** As it crossed JSON: a copy that shares nothing with what was published. */
  readonly body: Json
  /** Its JSON: `JSON.parse` gives each handler a copy of its own. */
  readonly bodyText: string
  /** 27 characters. */
  readonly id: string
  /** When it was published, in epoch ms. */
  readonly time: number
  /** What `after` asked for, in ms from `time`. */
  readonly delay: number
  /** When its first delivery is due, in epoch ms: `time` and `delay`, or under `sdk` up to 999 ms later. */
  readonly dueAt: number
  /** Sentences: what the other contract would have done, and what looks like a mistake. */
  readonly notes: readonly string[]
}

/** Why a publish created no event, for the one who wrote the call. */
export interface Refusal {
  readonly error: string
  readonly notes: readonly string[]
}

/**
 * Reads the arguments of `events.publish(name, ...args)` at `now` (epoch ms). Throws only what a getter of the options throws.
 * Under `sdk` errors begin with the SDK's own words.
 * Sources: documentation, Events, "Publishing events"; `publishEvent` of SDK 1.0.20.
 * @param mintId gives the identifier for a delivery time, as `mintEventId` does; called once, for an event that is created
 */
export function readPublish(
  name: unknown,
  args: readonly unknown[],
  now: number,
  contract: Contract,
  mintId: (dueAt: number) => string,
): Envelope | Refusal {
  const named = readName(name, contract)
  if ('error' in named) return named
  const read = readPublishArguments(args, contract)
  const notes = [...named.notes, ...read.notes]
  if (read.isBodyMissing) return { error: contract === 'sdk' ? 'Missing body for event' : missingBody(named.name), notes }

  const after = resolveAfter(read.after, now, contract)
  // Where the other contract takes other arguments for the options, what it would make of these does not matter.
  if (!read.isReadDifferently) notes.push(...after.notes)
  if ('error' in after) return { error: after.error, notes }
  const { delayMs: delay } = after
  const rounding = read.isReadDifferently || after.notes.length > 0 ? null : noteOfRounding(now, delay, contract)
  if (rounding !== null) notes.push(rounding)

  const body = readBody(read.body, named.name, contract)
  notes.push(...body.notes)
  if ('error' in body) return { error: body.error, notes }
  const bodyText = body.text
  const size = checkSize({ storedName: named.storedName, bodyText, time: now, delay }, contract)
  notes.push(...size.notes)
  if (size.error !== null) return { error: size.error, notes }

  return {
    // Written out, since spreads triple the time of a publish.
    name: named.name,
    storedName: named.storedName,
    body: JSON.parse(bodyText) as Json,
    bodyText,
    id: mintId(now + delay),
    time: now,
    delay,
    dueAt: contract === 'sdk' ? queuedUntil(now, now + delay) : now + delay,
    notes,
  }
}

/** The JSON of a body, or why there is none. */
function readBody(body: unknown, name: string, contract: Contract): { readonly text: string; readonly notes: readonly string[] } | Refusal {
  const written = writeBody(body)
  if ('text' in written) return { text: written.text, notes: [] }
  const error = `The body of ${quote(name)} cannot become JSON: ${'dropped' in written ? written.dropped : written.obstacle}.`
  if ('obstacle' in written) return { error, notes: [] }
  if (contract === 'documented') return { error, notes: ['On @ampt/sdk 1.0.20 this would be delivered without a body.'] }
  return {
    text: 'null',
    notes: [`By the documentation this publish would fail: ${error} The handlers get no body, which stands here as null.`],
  }
}

/** What the SDK's queue does to a delay that both contracts read alike, as a sentence; null where it does nothing. */
function noteOfRounding(now: number, delay: number, contract: Contract): string | null {
  const laterMs = queuedUntil(now, now + delay) - now - delay
  if (laterMs === 0) return null
  return contract === 'sdk'
    ? `By the documentation this would be due ${laterMs} ms earlier, without rounding up to seconds.`
    : `On @ampt/sdk 1.0.20 this would be due ${laterMs} ms later, since it rounds up to seconds.`
}

function missingBody(name: string): string {
  return `The event ${quote(name)} has no body: write publish(name, body) or publish(name, { after }, body).`
}

function quote(name: string): string {
  return JSON.stringify(name)
}

import type { Json } from '../model/json'
import type { Contract } from '../model/scenario'
import { resolveAfter } from './after'
import { plainName, storedName } from './names'

/** Least size that is too large, in bytes of UTF-8 (documentation, Events: "less than 256KB"). */
const TOO_LARGE = 262_144

/** What a publish came to. */
export interface Envelope {
  /** Without `custom:`. */
  readonly name: string
  /** As it crossed JSON. */
  readonly body: Json
  readonly bodyText: string
  readonly id: string
  /** Virtual epoch ms of the publish. */
  readonly time: number
  /** In ms. */
  readonly delay: number
  readonly dueAt: number
  readonly notes: readonly string[]
}

export interface Refusal {
  readonly error: string
  readonly notes: readonly string[]
}

/**
 * Reads the arguments of `events.publish(name, ...args)` at `now`. `mintId` gives the identifier for a due time. Never throws.
 * Rules: documentation, Events, "Publishing events"; SDK 1.0.20 `publishEvent`.
 */
export function readPublish(
  name: unknown,
  args: readonly unknown[],
  now: number,
  contract: Contract,
  mintId: (dueAt: number) => string,
): Envelope | Refusal {
  if (typeof name !== 'string' || name === '') {
    return { error: `The name of an event must be a text that is not empty, but it is ${name === '' ? 'empty' : typeof name}.`, notes: [] }
  }
  const { options, body, notes: shapeNotes } = contract === 'sdk' ? sdkArguments(args) : documentedArguments(args)
  if (contract === 'sdk' ? !body : body === undefined) return { error: 'Missing body for event', notes: shapeNotes }
  const after = resolveAfter(options?.after, now, contract)
  const notes = [...shapeNotes, ...after.notes]
  if ('error' in after) return { error: after.error, notes }
  let bodyText: string | undefined
  try {
    bodyText = JSON.stringify(body)
  } catch {
    return { error: `The body of "${name}" cannot become JSON: ${obstacle(body, 'body', new Set()) ?? 'its toJSON failed'}.`, notes }
  }
  if (bodyText === undefined) return { error: `The body of "${name}" cannot become JSON: it is a ${typeof body}.`, notes }
  const { dueAt, delayMs: delay } = after
  const id = mintId(dueAt)
  const text = JSON.stringify({ id, name: storedName(name), body: 0, time: now, delay }).replace('"body":0', () => `"body":${bodyText}`)
  const bytes = Buffer.byteLength(text)
  const isTooLarge = contract === 'sdk' ? text.length > TOO_LARGE : bytes >= TOO_LARGE
  const wouldBeTooLarge = contract === 'sdk' ? bytes >= TOO_LARGE : text.length > TOO_LARGE
  if (isTooLarge !== wouldBeTooLarge) notes.push(sizeNote(contract, wouldBeTooLarge))
  if (isTooLarge) {
    const size = contract === 'sdk' ? `${text.length} characters` : `${bytes} bytes`
    return { error: `The event "${name}" is too large: ${size} with its metadata, and it must be under 256 KB (${TOO_LARGE} bytes). Store the data and publish its key.`, notes }
  }
  return { name: plainName(name), body: JSON.parse(bodyText) as Json, bodyText, id, time: now, delay, dueAt, notes }
}

interface Arguments {
  readonly options: { readonly after?: unknown } | undefined
  readonly body: unknown
  readonly notes: string[]
}

function documentedArguments(args: readonly unknown[]): Arguments {
  const [first, second] = args
  if (args.length < 2) return { options: undefined, body: first, notes: looksLikeOptions(first) ? [optionsAsBody] : [] }
  const notes = second ? [] : ['On @ampt/sdk 1.0.20 a falsy body makes the options the body, and the event is published at once.']
  return { options: isObject(first) ? first : {}, body: second, notes }
}

function sdkArguments(args: readonly unknown[]): Arguments {
  const [first, second] = args
  if (second) return { options: isObject(first) ? first : {}, body: second, notes: [] }
  const isLost = args.length > 1 && second !== undefined
  const note = isLost ? ['By the documentation the third argument would be the body.'] : looksLikeOptions(first) ? [optionsAsBody] : []
  return { options: {}, body: first, notes: note }
}

const optionsAsBody = 'The only argument behind the name looks like options, and it is sent as the body. Write publish(name, { after }, body).'

function looksLikeOptions(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && 'after' in value
}

function isObject(value: unknown): value is { readonly after?: unknown } {
  return typeof value === 'object' && value !== null
}

function sizeNote(contract: Contract, isTooLarge: boolean): string {
  const who = contract === 'sdk' ? 'By the documentation, which counts bytes,' : 'On @ampt/sdk 1.0.20, which counts characters,'
  return `${who} this event would ${isTooLarge ? 'be too large' : 'still fit'}.`
}

/** The path to what JSON cannot hold, with the reason. */
function obstacle(value: unknown, path: string, above: Set<unknown>): string | null {
  if (typeof value === 'bigint') return `${path} is a BigInt`
  if (!isObject(value)) return null
  if (above.has(value)) return `${path} refers back to an object that holds it`
  above.add(value)
  for (const [key, part] of Object.entries(value)) {
    const found = obstacle(part, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, above)
    if (found !== null) return found
  }
  above.delete(value)
  return null
}

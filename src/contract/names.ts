import type { Contract } from '../model/scenario'

/** The namespace of an app's own events; `task:nightly` and the like belong to the platform (SDK 1.0.20). */
const CUSTOM = 'custom:'

/** The shortest name of the same event: `custom:x` is `x`, but `custom:a:b` is not `a:b`. */
export function plainName(name: string): string {
  return name.startsWith(CUSTOM) && !name.includes(':', CUSTOM.length) ? name.slice(CUSTOM.length) : name
}

/** The name that handlers are given: without `custom:`, whatever follows it (SDK 1.0.20). */
export function handedName(name: string): string {
  return name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : name
}

/** The name as the platform stores it: one without `:` gets `custom:`. Events are the same where this is the same. */
export function storedName(name: string): string {
  return name.includes(':') ? name : CUSTOM + name
}

/** An event's name in both forms, or why it is none. `notes` say what the other contract would have done, where that differs. */
export type NameResult =
  | { readonly name: string; readonly storedName: string; readonly notes: readonly string[] }
  | { readonly error: string; readonly notes: readonly string[] }

/** Reads the name of an event: a string that is not empty, or, as the SDK (1.0.20) has it, any string. */
export function readName(name: unknown, contract: Contract): NameResult {
  if (typeof name !== 'string')
    return { error: `The name of an event must be a string that is not empty, but it is ${kindOf(name)}.`, notes: [] }
  const named = { name: plainName(name), storedName: storedName(name), notes: [] }
  if (named.name !== '') return named
  const error = 'The name of an event must not be empty.'
  if (contract === 'sdk') return { ...named, notes: [`By the documentation this would fail: ${error}`] }
  return { error, notes: ['On @ampt/sdk 1.0.20 an empty name is one like any other.'] }
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`
}

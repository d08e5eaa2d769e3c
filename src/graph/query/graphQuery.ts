/** A question about an event graph. What is left out is guessed: `event` alone asks for that event, nothing asks for the list. */
export interface GraphQuery {
  readonly query?: QueryKind
  /** A name, or for lists a pattern with `*`. */
  readonly event?: string
  /** Ends of a path: names of events. */
  readonly from?: string
  readonly to?: string
  /** How many lines of the answer were read already. */
  readonly skip?: number
  /** Name of the workspace folder, where there are several. */
  readonly folder?: string
}

export const queryKinds = ['event', 'list', 'cycles', 'lints', 'unresolved', 'path'] as const
export type QueryKind = (typeof queryKinds)[number]

/** Reads a query that a model or a keybinding wrote. Gives what is wrong with it as a sentence, where something is. */
export function readQuery(value: unknown): GraphQuery | string {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) return 'The query must be an object, such as {"event":"order.placed"}.'
  const { query, skip, ...rest } = value as Record<string, unknown>
  const isKind = (kind: unknown): kind is QueryKind => (queryKinds as readonly unknown[]).includes(kind)
  if (query !== undefined && !isKind(query)) return `"query" must be one of ${queryKinds.join(', ')}.`
  if (skip !== undefined && (typeof skip !== 'number' || !Number.isInteger(skip) || skip < 0))
    return '"skip" must be a whole number from 0.'
  const read: { -readonly [Key in keyof GraphQuery]: GraphQuery[Key] } = {}
  for (const key of ['event', 'from', 'to', 'folder'] as const) {
    const text = rest[key]
    if (text !== undefined && typeof text !== 'string') return `"${key}" must be a string.`
    // Models fill what they do not need with an empty string.
    if (typeof text === 'string' && text !== '') read[key] = text
  }
  return { ...read, ...(query !== undefined && { query }), ...(skip !== undefined && { skip }) }
}

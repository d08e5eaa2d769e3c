// Checks of plain data that comes from outside: messages of pages, arguments of commands, what an earlier version stored.

export type Check<T> = (value: unknown) => value is T
/** A check for each field; those that a protocol names may not be forgotten. */
export type Fields<T> = { readonly [Name in keyof T]-?: (value: unknown) => boolean }

export const isText: Check<string> = (value) => typeof value === 'string'
export const isFlag: Check<boolean> = (value) => typeof value === 'boolean'
export const isNumber: Check<number> = (value): value is number => Number.isFinite(value)
/** A whole number from 0. */
export const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

export function orNull<T>(isItem: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || isItem(value)
}

export function oneOf<T extends string>(...items: readonly T[]): Check<T> {
  return (value): value is T => items.includes(value as T)
}

export function listOf<T>(isItem: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(isItem)
}

/** Whether an object has fields that pass; others it may have, too. */
export function recordOf<T>(fields: Partial<Fields<T>>): Check<T> {
  const checks = Object.entries<((field: unknown) => boolean) | undefined>(fields)
  return (value): value is T => isRecord(value) && checks.every(([name, isRight]) => isRight?.(value[name]) === true)
}

type FieldsOf<M, Tag extends string, Kind> = M extends { readonly [Name in Tag]: infer Own }
  ? Kind extends Own
    ? Fields<Omit<M, Tag>>
    : never
  : never

/** Reads messages of a protocol, which `tag` tells apart: with the fields that it names and no others, or null where one is missing or wrong. */
export function readerOf<Tag extends string, M extends { readonly [Name in Tag]: string }>(
  tag: Tag,
  fields: { readonly [Kind in M[Tag]]: FieldsOf<M, Tag, Kind> },
): (message: unknown) => M | null {
  const kinds = new Map(Object.entries<Fields<unknown>>(fields))
  return (message) => {
    const own = isRecord(message) ? kinds.get(message[tag] as string) : undefined
    if (own === undefined || !isRecord(message) || !recordOf(own)(message)) return null
    return Object.fromEntries([tag, ...Object.keys(own)].map((name) => [name, message[name]])) as M
  }
}

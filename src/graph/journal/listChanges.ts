/** What a list has lost and gained. */
export interface ListChanges<T> {
  readonly gone: readonly T[]
  readonly come: readonly T[]
}

/** Compares a list with the one before, whose items are the same objects where they are the same: looks only at what lies between its ends that did not change. */
export function listChanges<T>(before: readonly T[], now: readonly T[]): ListChanges<T> {
  const { start, end } = sameEnds(before, now)
  const gone = new Set(before.slice(start, before.length - end))
  const come = now.slice(start, now.length - end).filter((one) => !gone.delete(one))
  return { gone: [...gone], come }
}

/** With how many items two lists begin and end alike. */
export function sameEnds<T>(
  before: readonly T[],
  now: readonly T[],
  isSame: (a: T, b: T) => boolean = (a, b) => a === b,
): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, now.length)
  let start = 0
  while (start < most && isSame(before[start]!, now[start]!)) start++
  let end = 0
  while (end < most - start && isSame(before[before.length - 1 - end]!, now[now.length - 1 - end]!)) end++
  return { start, end }
}

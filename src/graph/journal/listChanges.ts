/** What a list has lost and gained. */
export interface ListChanges<T> {
  readonly gone: readonly T[]
  readonly come: readonly T[]
}

/** Compares a list with the one before, whose items are the same objects where they are the same: looks only at what lies between its ends that did not change. */
export function listChanges<T>(before: readonly T[], now: readonly T[]): ListChanges<T> {
  const most = Math.min(before.length, now.length)
  let start = 0
  while (start < most && before[start] === now[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++
  const gone = new Set(before.slice(start, before.length - end))
  const come = now.slice(start, now.length - end).filter((one) => !gone.delete(one))
  return { gone: [...gone], come }
}

import { closest, distance } from 'fastest-levenshtein'

/** Which of several names another one probably means; null where none is near. */
export function nearestOf(name: string, names: readonly string[]): string | null {
  const near = names.length === 0 ? null : closest(name, names)
  if (near === null) return null
  // Short names have few letters to be alike by.
  const most = Math.max(near[0] === name[0] ? 2 : 1, name.length / 3)
  return distance(name, near) <= most ? near : null
}

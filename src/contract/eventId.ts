import { ulid } from 'ulid'

/**
 * The identifier of an event: the lower-case ULID of its due time and one character for the shard, 27 in all (SDK 1.0.20).
 * `chance` gives fractions from 0 to below 1.
 */
export function mintEventId(dueAt: number, chance: () => number): string {
  return `${ulid(dueAt, chance).toLowerCase()}0`
}

import { encodeTime, ulid } from 'ulid'

const TIME_LENGTH = 10

/**
 * The identifier of an event: the lower-case ULID of its delivery time and one character for the shard, 27 in all (SDK 1.0.20,
 * which has one shard). Equal arguments give equal identifiers; later ones sort later.
 * @param dueAt epoch ms, not negative
 * @param chance gives fractions from 0 to below 1; called 16 times
 */
export function mintEventId(dueAt: number, chance: () => number): string {
  // The random half of any ULID: `ulid` itself reads the clock when it is asked for the time 0.
  const random = ulid(1, chance).slice(TIME_LENGTH)
  return `${encodeTime(dueAt, TIME_LENGTH)}${random}`.toLowerCase() + '0'
}

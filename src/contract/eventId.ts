/** Digits of a ULID, in lower case. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
/** Two digits at once, since a simulation mints identifiers by the million. */
const PAIRS = [...DIGITS].flatMap((first) => [...DIGITS].map((second) => first + second))

const TIME_PAIRS = 5
const RANDOM_PAIRS = 8

let lastTime = -1
let lastTimeText = ''

/**
 * The identifier of an event: the lower-case ULID of its delivery time and one character for the shard, 27 in all (SDK 1.0.20,
 * which has one shard). Equal arguments give equal identifiers; later ones sort later.
 * @param dueAt whole epoch ms, not negative
 * @param chance gives whole numbers from 0 to 31; called 16 times
 */
export function mintEventId(dueAt: number, chance: () => number): string {
  let random = ''
  for (let pair = 0; pair < RANDOM_PAIRS; pair++) {
    const second = chance()
    random = PAIRS[chance() * 32 + second]! + random
  }
  // Many events are due at one time.
  if (dueAt !== lastTime) {
    lastTimeText = timeText(dueAt)
    lastTime = dueAt
  }
  return `${lastTimeText}${random}0`
}

function timeText(ms: number): string {
  let text = ''
  let rest = ms
  for (let pair = 0; pair < TIME_PAIRS; pair++) {
    text = PAIRS[rest % 1024]! + text
    rest = Math.floor(rest / 1024)
  }
  return text
}

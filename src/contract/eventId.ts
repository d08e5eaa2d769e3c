/** Digits of a ULID, in lower case, as UTF-16 codes. */
const DIGITS = [...'0123456789abcdefghjkmnpqrstvwxyz'].map((digit) => digit.charCodeAt(0))
const TIME_DIGITS = 10
const RANDOM_DIGITS = 16
const SHARD = 0

let lastTime = -1
let lastTimeText = ''
/** Those behind the time. They become one text at once: a simulation mints identifiers by the million. */
const codes = Array.from({ length: RANDOM_DIGITS + 1 }, () => DIGITS[SHARD]!)

/**
 * The identifier of an event: the lower-case ULID of its delivery time and one character for the shard, 27 in all (SDK 1.0.20,
 * which has one shard). Equal arguments give equal identifiers; later ones sort later.
 * @param dueAt whole epoch ms, not negative
 * @param chance gives whole numbers from 0 to 2^30 - 1, of which each makes six digits; called three times
 */
export function mintEventId(dueAt: number, chance: () => number): string {
  let bits = 0
  for (let at = 0; at < RANDOM_DIGITS; at++) {
    if (at % 6 === 0) bits = chance()
    codes[at] = DIGITS[bits & 31]!
    bits >>>= 5
  }
  // Many events are due at one time.
  if (dueAt !== lastTime) {
    lastTimeText = timeText(dueAt)
    lastTime = dueAt
  }
  return lastTimeText + String.fromCharCode(...codes)
}

function timeText(ms: number): string {
  let text = ''
  for (let rest = ms; text.length < TIME_DIGITS; rest = Math.floor(rest / 32)) text = String.fromCharCode(DIGITS[rest % 32]!) + text
  return text
}

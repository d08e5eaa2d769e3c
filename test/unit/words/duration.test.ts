import assert from 'node:assert/strict'
import { DAY_MS, formatDuration, HOUR_MS, MINUTE_MS, parseDuration, SECOND_MS } from '../../../src/words/duration'

describe('a duration', () => {
  for (const [text, ms] of [
    ['5 minutes', 5 * MINUTE_MS],
    ['1 minute', MINUTE_MS],
    ['6 min', 6 * MINUTE_MS],
    ['6m', 6 * MINUTE_MS],
    ['14 days', 14 * DAY_MS],
    ['14d', 14 * DAY_MS],
    ['2 weeks', 14 * DAY_MS],
    ['0s', 0],
    ['0', 0],
    ['90s', 90 * SECOND_MS],
    ['2h', 2 * HOUR_MS],
    ['1.5 hours', 90 * MINUTE_MS],
    ['500ms', 500],
    ['500', 500],
    ['  2 H ', 2 * HOUR_MS],
    ['1 d 2 h', 26 * HOUR_MS],
    ['1h30m', 90 * MINUTE_MS],
    ['0.4 ms', 0],
  ] as const) {
    it(`written ${JSON.stringify(text)} is ${ms} ms`, () => assert.equal(parseDuration(text), ms))
  }

  for (const text of [
    '',
    ' ',
    'soon',
    'h',
    '-1 h',
    '1 month',
    '1 year',
    '1,5 h',
    '1e3',
    '1.5',
    '5 constructor',
    '1 h x',
    '9'.repeat(30),
    `${'9'.repeat(30)} h`,
  ]) {
    it(`cannot be written ${JSON.stringify(text)}`, () => assert.equal(parseDuration(text), null))
  }

  for (const [ms, text] of [
    [14 * DAY_MS, '14 d'],
    [6 * MINUTE_MS, '6 min'],
    [26 * HOUR_MS, '1 d 2 h'],
    [5 * SECOND_MS, '5 s'],
    [250, '250 ms'],
    [1500, '1 s 500 ms'],
    [0, '0 ms'],
    [-6 * MINUTE_MS, '-6 min'],
    [HOUR_MS - 1, '59 min 59 s'],
    [366 * DAY_MS, '366 d'],
  ] as const) {
    it(`of ${ms} ms reads ${text}`, () => assert.equal(formatDuration(ms), text))
  }
})

import assert from 'node:assert/strict'
import { readCron, readRate, type Recurrence } from '../../../src/contract/recurrence'

const start = Date.UTC(2025, 0, 1, 0, 1, 30)

/** The first moments after the start, as `01-31 08:15` with the year where it is another. */
function moments(recurrence: Recurrence | { readonly error: string }, count = 3): string[] {
  if ('error' in recurrence) assert.fail(recurrence.error)
  const found: string[] = []
  for (let at = recurrence.next(start); at !== null && found.length < count; at = recurrence.next(at)) {
    found.push(new Date(at).toISOString().slice(0, 16).replace('T', ' ').replace('2025-', ''))
  }
  return found
}

describe('an interval', () => {
  for (const [text, expected] of [
    ['1 minute', ['01-01 00:02', '01-01 00:03', '01-01 00:04']],
    ['30 minutes', ['01-01 00:30', '01-01 01:00', '01-01 01:30']],
    ['2 hours', ['01-01 02:00', '01-01 04:00', '01-01 06:00']],
    ['7 minutes', ['01-01 00:08', '01-01 00:15', '01-01 00:22']],
    ['5 hours', ['01-01 05:01', '01-01 10:01', '01-01 15:01']],
    ['1 day', ['01-02 00:01', '01-03 00:01', '01-04 00:01']],
  ] as const) {
    it(`of ${text} comes at ${expected[0]} after 00:01:30`, () => assert.deepEqual(moments(readRate(text, start)), expected))
  }

  for (const text of ['1 week', '0 minutes', '-1 hours', '1.5 hours', 'an hour', '30', '', null, 30]) {
    it(`cannot be ${JSON.stringify(text)}`, () => assert.match((readRate(text, start) as { error: string }).error, /such as "30 minutes"/))
  }
})

describe('a cron expression', () => {
  for (const [text, expected] of [
    ['0 4 * * ? *', ['01-01 04:00', '01-02 04:00', '01-03 04:00']],
    ['0/15 * * * ? *', ['01-01 00:15', '01-01 00:30', '01-01 00:45']],
    ['0 */8 * * ? *', ['01-01 08:00', '01-01 16:00', '01-02 00:00']],
    // 2025-01-01 is a Wednesday; 1 is Sunday.
    ['0 10 ? * MON-FRI *', ['01-01 10:00', '01-02 10:00', '01-03 10:00']],
    ['0 10 ? * 2-6 *', ['01-01 10:00', '01-02 10:00', '01-03 10:00']],
    ['0 8 ? * 1,4 *', ['01-01 08:00', '01-05 08:00', '01-08 08:00']],
    ['0 8 ? * 7 *', ['01-04 08:00', '01-11 08:00', '01-18 08:00']],
    ['0 8 ? * L *', ['01-04 08:00', '01-11 08:00', '01-18 08:00']],
    ['0 12 ? * 6L *', ['01-31 12:00', '02-28 12:00', '03-28 12:00']],
    ['0 12 ? * 2#1 *', ['01-06 12:00', '02-03 12:00', '03-03 12:00']],
    ['15 8 L * ? *', ['01-31 08:15', '02-28 08:15', '03-31 08:15']],
    // 2025-02-01 is a Saturday: the nearest weekday of its month is the 3rd.
    ['15 8 1W * ? *', ['01-01 08:15', '02-03 08:15', '03-03 08:15']],
    ['0 0 29 2 ? *', ['2028-02-29 00:00', '2032-02-29 00:00', '2036-02-29 00:00']],
    ['0 0 1 1 ? 2027', ['2027-01-01 00:00']],
    ['0 8 * * ? 2024', []],
    // 28 days in February, 30 in April.
    ['0 8 L-3 2-4 ? *', ['02-25 08:00', '03-28 08:00', '04-27 08:00']],
    ['30 8,9 L-30 * ? *', ['01-01 08:30', '01-01 09:30', '03-01 08:30']],
    ['0 8 L-28 2 ? *', ['2028-02-01 08:00', '2032-02-01 08:00', '2036-02-01 08:00']],
    ['0 8 L-31 * ? *', []],
    ['0 8 LW * ? *', ['01-31 08:00', '02-28 08:00', '03-31 08:00']],
    ['0 8 ? * FRI-MON *', ['01-03 08:00', '01-04 08:00', '01-05 08:00']],
    ['0 8 ? * sat-2/2,WED *', ['01-01 08:00', '01-04 08:00', '01-06 08:00']],
    ['0 8 1 NOV-FEB ? *', ['01-01 08:00', '02-01 08:00', '11-01 08:00']],
  ] as const) {
    it(`${text} comes at ${expected[0] ?? 'no time'}`, () => assert.deepEqual(moments(readCron(text)), expected))
  }

  for (const [text, why] of [
    ['* * * * *', /it has 5 fields/],
    ['0 8 * * * *', /exactly one of day of month and day of week must be "\?"/],
    ['0 8 ? * ? *', /exactly one/],
    ['61 1 * * ? *', /minute: 61/],
    ['0 8 1W,15W * ? *', /L and W stand without lists and steps/],
    ['0 8 L,15 * ? *', /L and W stand/],
    ['0 8 ? * 2L,6L *', /L and W stand/],
    ['0 8 ? * 0 *', /days of the week are 1 to 7, from Sunday/],
    ['0 8 * * ? 1969', /years are 1970 to 2199, not 1969/],
    ['0 8 * * ? 2025-2200', /not 2200/],
    ['0 0 1 13 ? *', /month/],
    ['0 8 L-0 * ? *', /L has to be a value of its own/],
    ['0 8 L-32 * ? *', /L has to be a value of its own/],
    ['0 8 ? * 6-2 *', /larger than to/],
    ['0 22-2 * * ? *', /larger than to/],
    ['whenever', /it has 1 field\. /],
    [undefined, /it is no text/],
  ] as const) {
    it(`cannot be ${text}`, () => assert.match((readCron(text) as { error: string }).error, why))
  }

  it('says what is assumed of forms that AWS does not document', () => {
    for (const [text, isAssumed] of [
      ['0 8 L-3 * ? *', true],
      ['0 8 ? * FRI-MON *', true],
      ['0 8 L * ? *', false],
      ['0 8 ? * mon-FRI *', false],
    ] as const) {
      const recurrence = readCron(text)
      assert.ok(!('error' in recurrence))
      assert.equal(recurrence.assumption !== undefined, isAssumed, text)
    }
  })
})

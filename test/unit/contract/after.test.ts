import assert from 'node:assert/strict'
import { runInNewContext } from 'node:vm'
import { resolveAfter, type AfterResult } from '../../../src/contract/after'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const now = Date.UTC(2025, 0, 1)

const documented = (after: unknown, at = now) => resolveAfter(after, at, 'documented')
const sdk = (after: unknown, at = now) => resolveAfter(after, at, 'sdk')

function delayOf(result: AfterResult): number {
  assert.ok('delayMs' in result, `refused: ${'error' in result ? result.error : ''}`)
  return result.delayMs
}

function errorOf(result: AfterResult): string {
  assert.ok('error' in result, `due at ${'dueAt' in result ? result.dueAt : ''}`)
  return result.error
}

const problemOf = (result: AfterResult): string => ('problem' in result ? result.problem : 'none')

/** Both contracts read it as this delay, and neither has a word to say about the other. */
function agreesOn(after: unknown, delayMs: number, at = now): void {
  for (const result of [documented(after, at), sdk(after, at)]) assert.deepEqual(result, { dueAt: at + delayMs, delayMs, notes: [] })
}

function inZone(name: string, check: () => void): void {
  const zone = process.env['TZ']
  process.env['TZ'] = name
  try {
    check()
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
}

describe('after', () => {
  it('is now when there is none', () => agreesOn(undefined, 0))

  describe('as a number', () => {
    it('is an offset in ms', () => {
      agreesOn(1, 1)
      agreesOn(5 * MINUTE_MS, 5 * MINUTE_MS)
      agreesOn(365 * DAY_MS, 365 * DAY_MS)
    })

    it('is an epoch moment when it is larger than any offset', () => agreesOn(now + DAY_MS, DAY_MS))

    it('of exactly 366 days in ms is the last offset by the documentation, and valid over a leap day', () => {
      const leap = Date.UTC(2024, 0, 1)
      assert.equal(delayOf(documented(366 * DAY_MS, leap)), 366 * DAY_MS)
      assert.deepEqual(documented(366 * DAY_MS, leap).notes, [
        'On @ampt/sdk 1.0.20 this publish would fail: Event delivery must be within one year.',
      ])
      assert.equal(problemOf(documented(366 * DAY_MS)), 'over-a-year')
    })

    it('of 366 days and a millisecond is a moment in 1971 by the documentation, an offset in the SDK', () => {
      assert.equal(problemOf(documented(366 * DAY_MS + 1)), 'not-positive')
      assert.match(
        errorOf(documented(366 * DAY_MS + 1)),
        /31622400001, read as an epoch time, is in the past, at 1971-01-02T00:00:00\.001Z/,
      )
      assert.equal(errorOf(sdk(366 * DAY_MS + 1)), 'Event delivery must be within one year')
    })

    it('of ten years in ms is the last offset in the SDK, and one more is a moment, that is now', () => {
      const tenYears = 10 * 365 * DAY_MS
      assert.equal(problemOf(sdk(tenYears)), 'over-a-year')
      assert.equal(delayOf(sdk(tenYears + 1)), 0)
      assert.equal(problemOf(documented(tenYears + 1)), 'not-positive')
      assert.deepEqual(documented(tenYears + 1).notes, ['On @ampt/sdk 1.0.20 this would be delivered now.'])
    })

    it('with a fraction of a millisecond is rounded up by the documentation, so that nothing is early, and cut off in the SDK', () => {
      assert.equal(delayOf(documented(0.5)), 1)
      assert.equal(delayOf(documented(1.5)), 2)
      assert.equal(delayOf(sdk(1.5)), 1)
      assert.equal(delayOf(documented(now + 1000.5)), 1001)
    })

    for (const value of [0, -0, -1, -0.5, -DAY_MS, -11 * 365 * DAY_MS]) {
      it(`of ${Object.is(value, -0) ? '-0' : value} is an error by the documentation and now in the SDK`, () => {
        assert.equal(problemOf(documented(value)), 'not-positive')
        assert.match(errorOf(documented(value)), /must be greater than zero/)
        assert.deepEqual(documented(value).notes, ['On @ampt/sdk 1.0.20 this would be delivered now.'])
        assert.equal(delayOf(sdk(value)), 0)
        assert.match(sdk(value).notes[0]!, /^By the documentation this publish would fail: "after" must be greater than zero/)
      })
    }

    it('of NaN is an error by the documentation and now in the SDK', () => {
      assert.match(errorOf(documented(NaN)), /"after" is NaN/)
      assert.equal(delayOf(sdk(NaN)), 0)
    })

    it('of Infinity is an error in both', () => {
      for (const value of [Infinity, -Infinity]) {
        assert.equal(problemOf(documented(value)), 'invalid')
        assert.equal(errorOf(sdk(value)), 'Invalid delivery time')
      }
    })
  })

  describe('as a Date', () => {
    it('is its moment', () => agreesOn(new Date(now + DAY_MS), DAY_MS))

    it('counts when it is of another realm', () => {
      assert.equal(delayOf(documented(runInNewContext(`new Date(${now + DAY_MS})`))), DAY_MS)
    })

    it('that is invalid is an error in both', () => {
      assert.match(errorOf(documented(new Date(NaN))), /"after" is an invalid Date/)
      assert.equal(errorOf(sdk(new Date(NaN))), 'Invalid delivery time')
    })

    it('at or before now is an error by the documentation and now in the SDK', () => {
      for (const time of [now, now - 1, 0]) {
        assert.equal(problemOf(documented(new Date(time))), 'not-positive')
        assert.equal(delayOf(sdk(new Date(time))), 0)
      }
    })

    it('that only looks like one is none', () => {
      assert.equal(problemOf(documented({ [Symbol.toStringTag]: 'Date' })), 'invalid')
    })
  })

  describe('as a UTC date string', () => {
    it('is its moment', () => {
      agreesOn('2025-01-02T00:00:00.500Z', DAY_MS + 500)
      agreesOn('2025-01-02T00:00:00Z', DAY_MS)
      agreesOn('2025-01-02T00:00Z', DAY_MS)
      agreesOn('2025-01-02T00:00:00+00:00', DAY_MS)
      agreesOn(new Date(now + DAY_MS).toUTCString(), DAY_MS)
    })

    it('in the past is an error by the documentation, as the page’s own example is today, and now in the SDK', () => {
      const example = '2022-01-14T17:46:05.811Z'
      assert.match(errorOf(documented(example)), /"2022-01-14T17:46:05\.811Z" is in the past/)
      assert.equal(delayOf(sdk(example)), 0)
    })

    it('at the epoch is no date in the SDK', () => {
      assert.equal(errorOf(sdk('1970-01-01T00:00:00.000Z')), 'Invalid delivery time')
    })

    it('in another zone than UTC is an error that names the same moment in UTC', () => {
      assert.match(errorOf(documented('2025-01-02T02:00:00+02:00')), /did you mean "2025-01-02T00:00:00\.000Z"\?/)
      assert.equal(delayOf(sdk('2025-01-02T02:00:00+02:00')), DAY_MS)
    })

    it('without a zone or without a time is an error that names the one in UTC', () => {
      assert.match(errorOf(documented('2025-01-02T08:00:00')), /did you mean "2025-01-02T08:00:00\.000Z"\?/)
      assert.match(errorOf(documented('2025-01-02')), /did you mean "2025-01-02T00:00:00\.000Z"\?/)
    })

    it('of a day that does not exist is an error', () => {
      const result = documented('2025-02-29T00:00:00Z')
      assert.equal(problemOf(result), 'invalid')
      assert.doesNotMatch(errorOf(result), /did you mean/)
      agreesOn('2024-02-29T00:00:00Z', 59 * DAY_MS, Date.UTC(2024, 0, 1))
    })

    it('such as "12" or "1 decade", which the SDK takes for a date in 2001, is an error by the documentation', () => {
      assert.match(errorOf(documented('12')), /did you mean the number 12\?/)
      assert.match(errorOf(documented('1 decade')), /did you mean "10 years"\?/)
      for (const text of ['12', '1 decade']) {
        assert.equal(delayOf(sdk(text)), 0)
        assert.deepEqual(documented(text).notes, ['On @ampt/sdk 1.0.20 this would be delivered now.'])
      }
    })
  })

  describe('as "<number> <units>"', () => {
    for (const [unit, ms] of [
      ['second', SECOND_MS],
      ['minute', MINUTE_MS],
      ['hour', HOUR_MS],
      ['day', DAY_MS],
      ['week', 7 * DAY_MS],
    ] as const) {
      it(`counts in ${unit}s, singular and plural being the same`, () => {
        agreesOn(`1 ${unit}`, ms)
        agreesOn(`1 ${unit}s`, ms)
        agreesOn(`3 ${unit}s`, 3 * ms)
        agreesOn(`3 ${unit}`, 3 * ms)
        agreesOn(`3 ${unit.toUpperCase()}S`, 3 * ms)
      })
    }

    it('counts months and years by the calendar in UTC', () => {
      agreesOn('1 month', 31 * DAY_MS)
      agreesOn('2 months', 59 * DAY_MS)
      agreesOn('1 year', 365 * DAY_MS)
    })

    it('counts months and years in UTC where the machine is elsewhere and sets its clocks on the way', () =>
      inZone('America/New_York', () => {
        agreesOn('1 month', 28 * DAY_MS, Date.UTC(2025, 1, 15))
        agreesOn('1 month', 31 * DAY_MS, Date.UTC(2025, 9, 15))
        agreesOn('1 year', 365 * DAY_MS, Date.UTC(2025, 2, 9, 6, 59))
      }))

    it('of 1 month from January 31 is the last day of February', () => {
      agreesOn('1 month', 28 * DAY_MS, Date.UTC(2025, 0, 31))
      agreesOn('1 month', 29 * DAY_MS, Date.UTC(2024, 0, 31))
    })

    it('of 1 year from February 29 is February 28', () => agreesOn('1 year', 365 * DAY_MS, Date.UTC(2024, 1, 29)))

    it('of 1 year over a leap day is valid by the documentation and too far in the SDK', () => {
      const start = Date.UTC(2024, 0, 15)
      assert.equal(delayOf(documented('1 year', start)), 366 * DAY_MS)
      assert.equal(delayOf(documented('12 months', start)), 366 * DAY_MS)
      assert.deepEqual(documented('1 year', start).notes, [
        'On @ampt/sdk 1.0.20 this publish would fail: Event delivery must be within one year.',
      ])
      assert.equal(errorOf(sdk('1 year', start)), 'Event delivery must be within one year')
      assert.match(
        sdk('1 year', start).notes[0]!,
        /^By the documentation this would be delivered 366 d later, at 2025-01-15T00:00:00\.000Z/,
      )
    })

    it('with a fraction is exact by the documentation and cut to whole units in the SDK', () => {
      assert.equal(delayOf(documented('1.5 hours')), 90 * MINUTE_MS)
      assert.equal(delayOf(sdk('1.5 hours')), HOUR_MS)
      assert.deepEqual(documented('1.5 hours').notes, [
        'On @ampt/sdk 1.0.20 this would be delivered 1 h later, at 2025-01-01T01:00:00.000Z.',
      ])
      assert.equal(delayOf(documented('0.5 hours')), 30 * MINUTE_MS)
      assert.equal(delayOf(sdk('0.5 hours')), 0)
      assert.deepEqual(documented('0.5 hours').notes, ['On @ampt/sdk 1.0.20 this would be delivered now.'])
      assert.equal(delayOf(documented('1.1 hours')), 66 * MINUTE_MS)
      assert.equal(delayOf(documented('0.0001 seconds')), 1)
    })

    it('with a fraction of months or years is an error by the documentation and cut to whole units in the SDK', () => {
      assert.match(errorOf(documented('1.5 months')), /months come in whole numbers only/)
      assert.match(errorOf(documented('0.5 years')), /years come in whole numbers only/)
      assert.equal(delayOf(sdk('1.5 months')), 31 * DAY_MS)
      assert.equal(delayOf(sdk('0.5 years')), 0)
    })

    it('of zero or less is an error by the documentation and now in the SDK', () => {
      for (const text of ['0 seconds', '0.0 days', '-1 day', '-0.5 hours', '-1 month']) {
        assert.equal(problemOf(documented(text)), 'not-positive', text)
        assert.equal(delayOf(sdk(text)), 0, text)
      }
    })

    it('with words after the unit is an error by the documentation, and the SDK ignores them', () => {
      assert.match(errorOf(documented('1 hour 30 minutes')), /did you mean "90 minutes"\?/)
      assert.deepEqual(documented('1 hour 30 minutes').notes, [
        'On @ampt/sdk 1.0.20 this would be delivered 1 h later, at 2025-01-01T01:00:00.000Z.',
      ])
      assert.equal(delayOf(sdk('1 hour 30 minutes')), HOUR_MS)
      assert.equal(problemOf(documented('1 day ago')), 'invalid')
      assert.equal(delayOf(sdk('1 day ago')), DAY_MS)
    })
  })

  describe('at most one year ahead', () => {
    const limit = Date.UTC(2026, 0, 1)

    it('may be the same date next year, and not a millisecond more', () => {
      agreesOn(new Date(limit), 365 * DAY_MS)
      assert.equal(problemOf(documented(new Date(limit + 1))), 'over-a-year')
      assert.equal(problemOf(sdk(new Date(limit + 1))), 'over-a-year')
    })

    it('is 365 days in the SDK also over a leap day', () => {
      const start = Date.UTC(2024, 0, 1)
      assert.equal(delayOf(sdk(new Date(start + 365 * DAY_MS), start)), 365 * DAY_MS)
      assert.equal(problemOf(sdk(new Date(start + 365 * DAY_MS + 1), start)), 'over-a-year')
      assert.equal(delayOf(documented(new Date(start + 366 * DAY_MS), start)), 366 * DAY_MS)
      assert.equal(problemOf(documented(new Date(start + 366 * DAY_MS + 1), start)), 'over-a-year')
    })

    it('names the limit and the moment when it is more', () => {
      assert.equal(
        errorOf(documented('53 weeks')),
        '"after" can be at most one year ahead, until 2026-01-01T00:00:00.000Z, but "53 weeks" is 2026-01-07T00:00:00.000Z.',
      )
    })

    it('holds for spans beyond all dates', () => {
      for (const text of ['99999999999999999 days', '99999999999 years', `${'9'.repeat(400)} hours`]) {
        assert.equal(problemOf(documented(text)), 'over-a-year', text)
        assert.notEqual(problemOf(sdk(text)), 'none', text)
      }
    })

    it('counts any number of digits of a fraction', () => assert.equal(delayOf(documented(`1.${'9'.repeat(400)} weeks`)), 14 * DAY_MS))
  })

  describe('of no accepted form', () => {
    for (const [after, nearest] of [
      ['10 mins', '10 minutes'],
      ['10 min', '10 minutes'],
      ['1 min', '1 minute'],
      ['5 m', '5 minutes'],
      ['1 mo', '1 month'],
      ['3 hrs', '3 hours'],
      ['2 wks', '2 weeks'],
      ['2 yaers', '2 years'],
      ['3 mths', '3 months'],
      ['3 eeks', '3 weeks'],
      ['90s', '90 seconds'],
      ['500 ms', '0.5 seconds'],
      ['3 fortnights', '6 weeks'],
      ['1day', '1 day'],
      ['1  day', '1 day'],
      [' 1 day', '1 day'],
      ['1 day ', '1 day'],
      ['1 day\n', '1 day'],
      ['1\tday', '1 day'],
      ['+1 day', '1 day'],
      ['.5 hours', '0.5 hours'],
      ['in 2 days', '2 days'],
      ['1,5 hours', '1.5 hours'],
      ['1,000 seconds', '1000 seconds'],
      ['1_000 seconds', '1000 seconds'],
      ['1e3 seconds', '1000 seconds'],
    ] as const) {
      it(`such as ${JSON.stringify(after)} is an error by the documentation that asks for "${nearest}"`, () => {
        const error = errorOf(documented(after))
        assert.ok(
          error.startsWith(`"after" is ${JSON.stringify(after)}, which is no valid time: did you mean "${nearest}"? It takes `),
          error,
        )
      })
    }

    for (const after of ['10 mins', '1day', '1  day', '3 fortnights', 'soon', '5 constructor', ' 1 day', '1 day\n', {}, [], true]) {
      it(`such as ${JSON.stringify(after)} fails in both, with the SDK’s words in the SDK`, () => {
        assert.equal(problemOf(documented(after)), 'invalid')
        assert.deepEqual(documented(after).notes, [])
        assert.equal(errorOf(sdk(after)), 'Invalid delivery time')
        assert.deepEqual(sdk(after).notes, [errorOf(documented(after))])
      })
    }

    it('names all accepted forms and units', () => {
      const error = errorOf(documented('soon'))
      for (const form of [
        'number of ms',
        'epoch time',
        'Date',
        'UTC date',
        '"<number> <units>"',
        'seconds, minutes, hours, days, weeks, months or years',
      ]) {
        assert.ok(error.includes(form), form)
      }
    })

    it('that is no finite number is shown as it is', () => {
      for (const after of [Infinity, -Infinity, NaN])
        assert.ok(errorOf(documented(after)).startsWith(`"after" is ${after}, which is no valid time. `), errorOf(documented(after)))
    })

    it('that is falsy is now in the SDK', () => {
      for (const after of [null, false, '', 0n]) {
        assert.equal(problemOf(documented(after)), 'invalid')
        assert.equal(delayOf(sdk(after)), 0)
      }
    })

    it('that has a toDate, as dayjs has, is told to use it', () => {
      assert.match(errorOf(documented({ toDate: () => new Date(now) })), /did you mean its toDate\(\)\?/)
    })

    it('never throws, whatever the value', () => {
      const circular: { self?: unknown } = {}
      circular.self = circular
      for (const after of [Symbol('x'), 5n, circular, Object.create(null), new Proxy({}, {}), 'x'.repeat(100_000)]) {
        for (const result of [documented(after), sdk(after)]) assert.ok('error' in result || result.dueAt >= now)
      }
    })

    it('is shown in part when it is long', () => assert.ok(errorOf(documented('x'.repeat(100_000))).length < 500))
  })
})

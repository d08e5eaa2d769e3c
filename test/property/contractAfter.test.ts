import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { resolveAfter } from '../../src/contract/after'
import { parseAfter } from '../../src/contract/afterSdk'
import { createPrng } from '../../src/simulator/prng'
import { drawAfter } from '../support/drawAfter'
import { openRealSdk, type SdkOracle } from '../support/realSdk'

const DAY_MS = 24 * 60 * 60_000
const epoch2000 = Date.UTC(2000, 0, 1)
const epoch2100 = Date.UTC(2100, 0, 1)

const around = (center: number) => fc.integer({ min: -3, max: 3 }).map((step) => center + step)

const now = fc.oneof(
  fc.integer({ min: epoch2000, max: epoch2100 }),
  // Ends of months and leap days.
  fc
    .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 0, max: 11 }), fc.constantFrom(1, 28, 29, 30, 31))
    .map(([year, month, day]) => Date.UTC(year, month, day)),
)

const unit = fc.constantFrom('second', 'minute', 'hour', 'day', 'week', 'month', 'year')
const count = fc.oneof(
  fc.integer({ min: -3, max: 400 }).map(String),
  fc.integer().map(String),
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom('1e3', '0x10', '+5', '01', '1.', '.5', '', 'NaN', 'Infinity', '-0', '1_000', '٣', '9'.repeat(30)),
)

/** "<number> <units>" as it should be, and all the ways to get it wrong. */
const span = fc
  .record({
    count,
    gap: fc.constantFrom(' ', ' ', ' ', ' ', '', '  ', '\t', '\u00a0'),
    unit: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(unit, fc.constantFrom('', 's')).map(([name, s]) => name + s) },
      fc.constantFrom('mins', 'sec', 'ms', 'h', 'decade', 'mayor', 'fortnights', 'S', 'dayſ', 'constructor', 'dayss'),
    ),
    upper: fc.boolean(),
    tail: fc.constantFrom('', '', '', ' ', ' ago', ' 30 minutes', '\n', ' GMT'),
  })
  .map(({ count, gap, unit, upper, tail }) => `${count}${gap}${upper ? unit.toUpperCase() : unit}${tail}`)

const number = (base: number) =>
  fc.oneof(
    fc.integer({ min: -10, max: 3 * 366 * DAY_MS }),
    fc.double(),
    ...[0, 365 * DAY_MS, 366 * DAY_MS, 10 * 365 * DAY_MS, -10 * 365 * DAY_MS, base, base + 365 * DAY_MS, base + 366 * DAY_MS, 8.64e15].map(
      around,
    ),
    fc.constantFrom(NaN, Infinity, -Infinity, -0, 0.5, -0.5),
  )

const date = (base: number) =>
  fc.oneof(
    fc.date(),
    around(base).map((time) => new Date(time)),
    around(base + 365 * DAY_MS).map((time) => new Date(time)),
  )

const dateText = (base: number) =>
  fc.oneof(
    date(base)
      .filter((one) => !Number.isNaN(one.getTime()))
      .chain((one) =>
        fc.constantFrom(one.toISOString(), one.toUTCString(), one.toISOString().slice(0, 10), one.toISOString().slice(0, -1), String(one)),
      ),
    fc.constantFrom('1970-01-01T00:00:00Z', '2025-02-30T00:00:00Z', '2025-01-01T24:00:00Z', '12', '0', '1 decade', '1 may'),
  )

const garbage = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withBoxedValues: true }),
  fc.constantFrom(null, undefined, false, true, '', 0n, 5n, [], {}, ['1 day'], Symbol('x'), { toLowerCase: () => '1 day' }),
)

const afterFrom = (base: number) =>
  fc.oneof({ weight: 3, arbitrary: span }, { weight: 2, arbitrary: number(base) }, date(base), dateText(base), garbage)

const sample = now.chain((base) => fc.record({ base: fc.constant(base), after: afterFrom(base) }))

/** The value, or the error as text. */
function outcome<T>(code: () => T): T | string {
  try {
    return code()
  } catch (error) {
    return String(error)
  }
}

describe('after, compared with the real SDK', () => {
  let oracle: SdkOracle
  before(async () => {
    oracle = await openRealSdk()
  })
  after(() => oracle.restore())

  it('is the moment that its parseAfter gives, whatever the value', () => {
    oracle.quietly(() =>
      fc.assert(
        fc.property(sample, ({ base, after }) => {
          const theirs = outcome(() => oracle.sdk.parseAfter(after, base))
          assert.deepEqual(
            outcome(() => parseAfter(after, base)),
            theirs,
          )
        }),
        { numRuns: 30_000 },
      ),
    )
  })

  it('is that moment for a million drawn values', () => {
    const seed = Date.now() | 0
    const chance = createPrng(seed, 'after')
    let moments = 0
    oracle.quietly(() => {
      for (let drawn = 0; drawn < 1_000_000; drawn++) {
        const base = epoch2000 + Math.floor(chance.nextFraction() * (epoch2100 - epoch2000))
        const after = drawAfter(chance, base)
        const [ours, theirs] = [outcome(() => parseAfter(after, base)), outcome(() => oracle.sdk.parseAfter(after, base))]
        if (!Object.is(ours, theirs)) assert.fail(`seed ${seed}, value ${drawn}: ${inspect(after)} at ${base} is ${ours}, not ${theirs}`)
        if (typeof theirs === 'number' && !Number.isNaN(theirs)) moments++
      }
    })
    assert.ok(moments > 300_000 && moments < 900_000, `${moments} of them are moments`)
  })

  it('is what its publish makes of it: the delay, or the error word by word', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async ({ base, after }) => {
        const theirs = await oracle.publish(base, 'x', [{ after }, { a: 1 }])
        const ours = resolveAfter(after, base, 'sdk')
        if ('error' in theirs) assert.equal('error' in ours ? ours.error : ours.dueAt, theirs.error)
        else assert.equal('error' in ours ? ours.error : ours.delayMs, theirs.delay)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('after, under both contracts', () => {
  const both = (after: unknown, base: number) => [resolveAfter(after, base, 'documented'), resolveAfter(after, base, 'sdk')] as const

  it('is a moment from now to one year ahead in whole ms, or an error in words', () => {
    fc.assert(
      fc.property(sample, ({ base, after }) => {
        for (const result of both(after, base)) {
          if ('error' in result) assert.ok(result.error.length > 0 && result.error.length < 600)
          else
            assert.ok(
              Number.isInteger(result.dueAt) &&
                result.delayMs >= 0 &&
                result.delayMs <= 366 * DAY_MS &&
                result.dueAt === base + result.delayMs,
            )
        }
      }),
      { numRuns: 10_000 },
    )
  })

  it('says so exactly where they differ', () => {
    fc.assert(
      fc.property(sample, ({ base, after }) => {
        const [documented, sdk] = both(after, base)
        const isSame = 'error' in documented ? 'error' in sdk : !('error' in sdk) && documented.dueAt === sdk.dueAt
        assert.equal(documented.notes.length, isSame ? 0 : 1)
        assert.equal(sdk.notes.filter((note) => note.startsWith('By the documentation')).length, isSame ? 0 : 1)
      }),
      { numRuns: 10_000 },
    )
  })

  it('of any valid span agrees, but for a year over a leap day', () => {
    const limits = { second: 365 * 86_400, minute: 365 * 1440, hour: 365 * 24, day: 365, week: 52, month: 12, year: 1 }
    const valid = unit.chain((name) => fc.integer({ min: 1, max: limits[name] }).map((count) => `${count} ${name}s`))
    fc.assert(
      fc.property(now, valid, (base, text) => {
        const [documented, sdk] = both(text, base)
        assert.ok('dueAt' in documented, text)
        if ('error' in sdk) assert.ok(documented.delayMs > 365 * DAY_MS && /^(12 months|1 years)$/.test(text))
        else assert.deepEqual(documented, sdk)
      }),
      { numRuns: 10_000 },
    )
  })
})

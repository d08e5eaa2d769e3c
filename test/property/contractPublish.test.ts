import assert from 'node:assert/strict'
import fc from 'fast-check'
import { decodeTime } from 'ulid'
import { readPublish } from '../../src/contract/envelope'
import { mintEventId } from '../../src/contract/eventId'
import { openRealSdk, type SdkOracle } from '../support/realSdk'

const MINUTE_MS = 60_000
const now = Date.UTC(2025, 0, 31)
const mint = (dueAt: number): string => mintEventId(dueAt, () => 16)

const body = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue() },
  fc.anything({ withDate: true, withNullPrototype: true, withMap: true, withSet: true, withBoxedValues: true, withTypedArray: true }),
  fc.anything({ withBigInt: true }),
  fc.constantFrom(
    undefined,
    null,
    0,
    false,
    '',
    NaN,
    0n,
    { after: '1 day' },
    () => 1,
    Symbol('x'),
    { toJSON: () => undefined },
    new Date(now),
  ),
)

const anyAfter = fc.oneof(
  fc.constantFrom(
    undefined,
    0,
    -1,
    1,
    999,
    1000,
    1001,
    '1 day',
    '0.5 hours',
    '1 hour 30 minutes',
    '1 year',
    '366 days',
    '10 mins',
    null,
    NaN,
  ),
  fc.integer({ min: 15 * MINUTE_MS - 1500, max: 15 * MINUTE_MS + 1500 }),
)

const options = fc.oneof(
  { weight: 4, arbitrary: fc.record({ after: anyAfter }, { requiredKeys: [] }) },
  fc.constantFrom(undefined, null, 0, '1 day', 'x', 5, true, []),
)

const call = fc.record({
  name: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('user.joined', 'custom:user.joined', 'task:nightly', 'ü', '', ':', 'a b') },
    fc.string(),
  ),
  args: fc.oneof(fc.constant([]), fc.tuple(body), fc.tuple(options), fc.tuple(options, body), fc.tuple(body, fc.constant(undefined))),
})

/** What JSON leaves of a body; undefined where it drops it. */
const crossed = (value: unknown): unknown => (value === undefined ? null : value)

describe('publish, compared with the real SDK', () => {
  let oracle: SdkOracle
  before(async () => {
    oracle = await openRealSdk()
  })
  after(() => oracle.restore())

  it('creates the same event from the same arguments, or is refused for the same reason', async () => {
    await fc.assert(
      fc.asyncProperty(call, async ({ name, args }) => {
        const theirs = await oracle.publish(now, name, args)
        const ours = readPublish(name, args, now, 'sdk', mint)
        if ('error' in theirs || 'error' in ours) {
          assert.ok('error' in theirs && 'error' in ours, JSON.stringify({ theirs, ours }))
          // What JSON cannot hold is told in our own words.
          assert.ok(ours.error === theirs.error || ours.error.includes('cannot become JSON'), `${ours.error} / ${theirs.error}`)
          return
        }
        const { id, message, delaySeconds } = theirs
        assert.deepEqual({ time: ours.time, delay: ours.delay }, { time: theirs.time, delay: theirs.delay })
        assert.deepEqual(message, { ...message, id, name: ours.storedName, time: ours.time, delay: ours.delay })
        assert.deepEqual(ours.body, crossed(message.body))
        assert.deepEqual(JSON.parse(ours.bodyText), ours.body)
        assert.equal(ours.id.length, id.length)
        assert.equal(ours.id.slice(0, 10), id.slice(0, 10))
        assert.equal(ours.id.at(-1), id.at(-1))
        assert.equal(ours.dueAt, now + (delaySeconds === null ? ours.delay : delaySeconds * 1000))
      }),
      { numRuns: 3000 },
    )
  })

  it('reads 100,000 drawn calls alike: name, body, time and delay', async () => {
    await fc.assert(
      fc.asyncProperty(call, async ({ name, args }) => {
        const theirs = await oracle.readPublish(now, name, args)
        const ours = readPublish(name, args, now, 'sdk', mint)
        if ('error' in theirs) return assert.equal('error' in ours && ours.error, theirs.error)
        if ('error' in ours) return assert.ok(ours.error.includes('cannot become JSON'), ours.error)
        const { id, body, ...rest } = theirs
        assert.deepEqual(rest, { name: ours.storedName, time: ours.time, delay: ours.delay })
        assert.equal(id.slice(0, 10), ours.id.slice(0, 10))
        assert.equal(ours.bodyText, JSON.stringify(body) ?? 'null')
        return undefined
      }),
      { numRuns: 100_000 },
    )
  })

  it('has the same largest event, to the UTF-16 unit', async () => {
    const frame = JSON.stringify({ id: '0'.repeat(27), name: 'custom:x', body: '', time: now, delay: 0 }).length
    const letters = fc.constantFrom('x', 'é', '漢', '😀', '"', '\n', '\ud800')
    await fc.assert(
      fc.asyncProperty(letters, fc.integer({ min: -8, max: 8 }), async (letter, more) => {
        const width = JSON.stringify(letter).length - 2
        const text = letter.repeat(Math.floor((262_144 - frame) / width) + more)
        const theirs = await oracle.publish(now, 'x', [text])
        const ours = readPublish('x', [text], now, 'sdk', mint)
        assert.equal('error' in ours, 'error' in theirs)
        if ('error' in ours && 'error' in theirs) assert.ok(ours.error.startsWith(theirs.error))
      }),
      { numRuns: 100 },
    )
  })

  it('mints an identifier of the delivery time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 365 * 24 * 60 * MINUTE_MS }), async (delay) => {
        const theirs = await oracle.publish(now, 'x', [{ after: delay }, {}])
        assert.ok('id' in theirs)
        for (const id of [theirs.id, mint(now + delay)]) {
          assert.match(id, /^[0-9a-hjkmnp-tv-z]{26}0$/)
          assert.equal(decodeTime(id.slice(0, 26).toUpperCase()), now + delay)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('publish, under both contracts', () => {
  it('creates an event whose body is what JSON gives, or says why not', () => {
    fc.assert(
      fc.property(call, fc.constantFrom('documented' as const, 'sdk' as const), ({ name, args }, contract) => {
        const result = readPublish(name, args, now, contract, mint)
        if ('error' in result) return assert.ok(result.error.length > 0)
        assert.equal(result.bodyText, JSON.stringify(result.body))
        assert.ok(result.dueAt >= result.time + result.delay && result.dueAt < result.time + result.delay + 1000)
        return undefined
      }),
      { numRuns: 5000 },
    )
  })

  it('says so wherever they create different events', () => {
    fc.assert(
      fc.property(call, ({ name, args }) => {
        const documented = readPublish(name, args, now, 'documented', mint)
        const sdk = readPublish(name, args, now, 'sdk', mint)
        const what = (one: typeof sdk): unknown => ('error' in one ? 'refused' : [one.storedName, one.bodyText, one.delay, one.dueAt])
        try {
          assert.deepEqual(what(documented), what(sdk))
        } catch {
          assert.ok(documented.notes.some((note) => note.startsWith('On @ampt/sdk 1.0.20')))
          assert.ok(sdk.notes.some((note) => note.startsWith('By the documentation')))
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('measures an event as the bytes of its JSON', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(text, text, fc.integer({ min: -3, max: 3 }), (name, filling, more) => {
        fc.pre(name !== 'custom:')
        const size = (body: unknown): number =>
          Buffer.byteLength(
            JSON.stringify({ id: mint(now), name: name.includes(':') ? name : `custom:${name}`, body, time: now, delay: 0 }),
          )
        const room = 262_144 - size({ filling, pad: '' }) + more
        const body = { filling, pad: 'x'.repeat(room) }
        const result = readPublish(name, [body], now, 'documented', mint)
        assert.equal('error' in result, size(body) >= 262_144)
      }),
      { numRuns: 100 },
    )
  })
})

import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import { before, describe, it } from 'mocha'
import fc from 'fast-check'
import type { Json } from '../../src/model/json'
import type { Contract } from '../../src/model/scenario'
import { createFakeDynamo } from '../support/fakeDynamo'
import { createAmpt } from '../../src/sandbox/ampt/createAmpt'
import { createKept, dataOf } from '../../src/sandbox/ampt/kept'
import type { Data } from '../../src/sandbox/ampt/data/createData'
import type { World } from '../../src/sandbox/ampt/world'

const START = Date.UTC(2025, 0, 1)

function setUp(contract: Contract = 'documented'): {
  items: () => Record<string, Json>
  data: Data
  effects: { kind: string; target: string; value?: Json }[]
} {
  const effects: { kind: string; target: string; value?: Json }[] = []
  const nothing = (): void => undefined
  const world: World = {
    ...{ contract, params: {}, now: () => START, publish: () => Promise.resolve(), register: nothing },
    ...{
      isLoading: () => false,
      invocation: () => null,
      setTimeLimit: nothing,
      note: nothing,
      missingParam: nothing,
      occur: () => null,
      recur: () => false,
      whileOpen: () => undefined,
      drivesSockets: false,
    },
    effect: (effect) => void effects.push(effect),
    complete: (operation) => Promise.resolve().then(operation),
  }
  const kept = createKept(world, {})
  const ampt = createAmpt(world, kept)
  return { effects, items: () => dataOf(kept), data: (ampt.modules['@ampt/data'] as { data: Data }).data }
}

const key = fc.constantFrom('a', 'b', 'users:1', 'users:2', 'users:10', 'orders:x')
const attribute = fc.constantFrom('n', 'm', 'x')
const simple = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }))
const object = fc.dictionary(attribute, fc.oneof(simple, fc.constant(null)), { maxKeys: 3 })

/** What a call asks for, as data. */
const call = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key, value: fc.oneof(simple, object), overwrite: fc.boolean() }),
  fc.record({ do: fc.constant('add' as const), key, attribute, amount: fc.integer({ min: -99, max: 99 }) }),
  fc.record({ do: fc.constant('remove' as const), key }),
)
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never
type Attributes = Record<string, Json>

const isObject = (value: Json | undefined): value is Attributes => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same call on a plain map, by the documentation; false where the documentation has it fail. */
function model(items: Map<string, Json>, asked: Call): boolean {
  const previous = items.get(asked.key)
  if (asked.do === 'remove') items.delete(asked.key)
  else if (asked.do === 'add') {
    const attributes: Attributes = isObject(previous) ? { ...previous } : {}
    const before = attributes[asked.attribute] ?? 0
    if (typeof before !== 'number') return false
    items.set(asked.key, { ...attributes, [asked.attribute]: before + asked.amount })
  } else {
    const value: Json = asked.value
    if (isObject(value)) {
      const merged = { ...(!asked.overwrite && isObject(previous) ? previous : {}), ...value }
      items.set(asked.key, Object.fromEntries(Object.entries(merged).filter(([, part]) => part !== null)))
    } else if (!asked.overwrite && isObject(previous)) return false
    else items.set(asked.key, value)
  }
  return true
}

function perform(data: Data, asked: Call): Promise<unknown> {
  if (asked.do === 'set') return data.set(asked.key, asked.value, { overwrite: asked.overwrite })
  return asked.do === 'add' ? data.add(asked.key, asked.attribute, asked.amount) : data.remove(asked.key)
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )

const sorted = (items: Iterable<readonly [string, Json]>): Record<string, Json> =>
  Object.fromEntries([...items].sort(([a], [b]) => (a < b ? -1 : 1)))

describe('the data store', () => {
  it('holds after any calls what a plain map holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        const { items: stored, data } = setUp()
        const items = new Map<string, Json>()
        for (const asked of calls) strictEqual(await succeeds(perform(data, asked)), model(items, asked))
        deepStrictEqual(sorted(Object.entries(stored())), sorted(items))
        for (const [itemKey, value] of items) deepStrictEqual(await data.get(itemKey), value)
      }),
    )
  })

  it('is the fold of its recorded effects', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        const { items: stored, data, effects } = setUp()
        await Promise.all(calls.map((asked) => succeeds(perform(data, asked))))
        const folded = new Map<string, Json>()
        for (const { kind, target, value } of effects) {
          if (kind === 'data.remove') folded.delete(target)
          else folded.set(target, value ?? null)
        }
        deepStrictEqual(sorted(Object.entries(stored())), sorted(folded))
      }),
    )
  })

  it('gives every item of a collection once, whatever the page size and direction', async () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', 'é'), minLength: 1, maxLength: 4 }), {
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 7 }), fc.boolean(), fc.boolean(), async (list, limit, reverse, byLabel) => {
        const { data } = setUp()
        for (const name of list) await data.set(`u:${name}`, 1, { label1: 'l:same' })
        type Page = { items: { key: string }[]; next?: () => Promise<Page> }
        const seen: string[] = []
        let page = (await (byLabel ? data.getByLabel('label1', 'l:*', { limit, reverse }) : data.get('u:*', { limit, reverse }))) as Page
        for (;;) {
          seen.push(...page.items.map((item) => item.key.slice('u:'.length)))
          if (page.next === undefined) break
          page = await page.next()
        }
        const inOrder = [...list].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        deepStrictEqual(seen, reverse ? inOrder.reverse() : inOrder)
      }),
    )
  })
})

/** The package on a client of ours. */
function openRealData(client: object): Data {
  process.env.AWS_REGION ??= 'us-east-1'
  // The package has no types of its own for a client; it takes any.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Data: RealData } = require('@ampt/data') as { Data: new (options: object) => Data }
  return new RealData({ table: 'table', client })
}

describe('calls of data, compared with @ampt/data on a table in memory', () => {
  /** What a call comes to, as JSON and without what leads to the next page; or its error. */
  const outcomeOf = async (data: Data, ask: (data: Data) => Promise<unknown>): Promise<unknown> => {
    try {
      return JSON.parse(JSON.stringify({ found: await ask(data) })) as unknown
    } catch (error) {
      return { refused: (error as Error).message }
    }
  }

  const value = fc.oneof(simple, object, fc.dictionary(attribute, fc.record({ $add: fc.integer({ min: -9, max: 9 }) }), { maxKeys: 2 }))
  const label = fc.constantFrom('l:1', 'l:2', 'm', ['l:3'], null)
  const setOptions = fc.record(
    {
      overwrite: fc.boolean(),
      exists: fc.boolean(),
      meta: fc.boolean(),
      removeNulls: fc.boolean(),
      default: fc.oneof(simple, object),
      ttl: fc.constantFrom(60, 600, null, 4_000_000_000),
      ...{ label1: label, label2: label },
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  const query = fc.constantFrom(
    'users:*',
    'users:1*',
    'users:>1',
    'users:>=1',
    'users:<2',
    'users:<=2',
    'users:1|2',
    'a',
    'users:1',
    'a:*',
    'l:*',
  )
  const getOptions = fc.record(
    { limit: fc.integer({ min: 1, max: 3 }), reverse: fc.boolean(), meta: fc.boolean(), label: fc.constantFrom('label1', '2') },
    { requiredKeys: [], noNullPrototype: true },
  )
  type Ask = (data: Data) => Promise<unknown>
  const ask: fc.Arbitrary<Ask> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(key, value, setOptions).map(
        ([at, given, options]): Ask =>
          (data) =>
            data.set(at, given, { ...options }),
      ),
    },
    fc.tuple(key, attribute, fc.integer()).map(
      ([at, name, by]): Ask =>
        (data) =>
          data.add(at, name, by),
    ),
    fc.tuple(key, fc.integer()).map(
      ([at, by]): Ask =>
        (data) =>
          data.add(at, by),
    ),
    key.map(
      (at): Ask =>
        (data) =>
          data.remove(at),
    ),
    fc.tuple(key, key, object).map(
      ([one, other, given]): Ask =>
        (data) =>
          data.set([
            { key: one, value: given },
            { key: other, value: 1, label1: 'l:9' },
          ]),
    ),
    fc.tuple(query, getOptions).map(
      ([at, options]): Ask =>
        (data) =>
          data.get(at, { ...options }),
    ),
    fc.tuple(query, getOptions).map(([at, options]): Ask => async (data) => {
      const seen: unknown[] = []
      for (let page = (await data.get(at, { ...options })) as Page | undefined; page?.items !== undefined; page = await page.next?.())
        seen.push(page.items)
      return seen
    }),
  )
  interface Page {
    readonly items?: unknown[]
    readonly next?: () => Promise<Page>
  }

  it('give the same results and leave the same items', async () => {
    const { now } = Date
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(ask, { maxLength: 25 }), async (asks) => {
          Date.now = () => START
          const real = openRealData(createFakeDynamo())
          const { data } = setUp('sdk')
          for (const one of asks) deepStrictEqual(await outcomeOf(data, one), await outcomeOf(real, one))
          for (const collection of ['a', 'b', 'users:*', 'orders:*']) {
            const list: Ask = (each) => each.get(collection, { meta: true })
            deepStrictEqual(await outcomeOf(data, list), await outcomeOf(real, list))
          }
        }),
        { numRuns: 1000 },
      )
    } finally {
      Date.now = now
    }
  })
})

/** Stops the real package where it would send its request. */
class Sent extends Error {}

describe('calls that @ampt/data refuses before it sends them', () => {
  let real: Data
  before(() => {
    real = openRealData({ send: () => Promise.reject(new Sent()) })
  })

  /** Name and message of the refusal; null when the call would be sent, whatever the store then says. */
  const refusalOf = async (data: Data, ask: (data: Data) => Promise<unknown>): Promise<string | null> => {
    try {
      await ask(data)
    } catch (error) {
      const { name, message } = error as Error
      // The store itself refuses duplicates, with an exception of its own.
      return error instanceof Sent || name === 'ValidationException'
        ? null
        : `${name}: ${message.replace(/(map attribute\.) \(.*\)$/s, '$1')}`
    }
    return null
  }

  const agrees = async (ask: (data: Data) => Promise<unknown>): Promise<void> => {
    strictEqual(await refusalOf(setUp().data, ask), await refusalOf(real, ask))
  }

  /** Of several faults, which one is named may differ. */
  const agreesToRefuse = async (ask: (data: Data) => Promise<unknown>): Promise<void> => {
    strictEqual((await refusalOf(setUp().data, ask)) === null, (await refusalOf(real, ask)) === null)
  }

  const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '|', '<', '>', '=', ' ', '0'), maxLength: 8 })
  const anyKey = fc.oneof(text, fc.constantFrom('k', 'a'.repeat(257), `a:${'b'.repeat(257)}`, undefined, 5, null))
  const anyValue = fc.oneof(
    ...[fc.anything({ maxDepth: 2, withDate: true, withMap: false, withSet: false, withBigInt: false, withNullPrototype: false })],
    ...[
      fc.dictionary(attribute, fc.record({ $add: fc.constantFrom(1, '2', 'x', null) }), { noNullPrototype: true }),
      fc.record({ $add: fc.constantFrom(1, '2', 'x') }),
    ],
    fc.constantFrom(undefined, null, NaN, Infinity, { $add: 1, other: 2 }, { n: { $add: 1, other: 2 } }),
  )
  const anyOptions = fc.record(
    {
      ttl: fc.constantFrom(60, 0, -1, null, '2026-01-01', 'soon', 2e9),
      label1: fc.constantFrom('a', 'a:b', ['c'], '', 'a:', null, undefined),
      default: fc.constantFrom(1, 'a', {}, { n: 1 }, [1], { $add: 1 }, null),
      created: fc.constantFrom(1, 'x'),
      removeNulls: fc.boolean(),
    },
    { requiredKeys: [], noNullPrototype: true },
  )

  it('are refused with the same words by get', async () => {
    const limit = fc.constantFrom(undefined, 1, 1000, 1001, -1, 1.5, 'x')
    const label = fc.constantFrom(undefined, 'label1', '2', 'label6', 'x')
    await fc.assert(
      fc.asyncProperty(anyKey, limit, label, (given, max, name) => agrees((data) => data.get(given, { limit: max, label: name }))),
      { numRuns: 500 },
    )
  })

  it('are refused with the same words by set', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constant('k'), anyKey), anyValue, anyOptions, async (given, value, options) => {
        await agrees((data) => data.set(given, 1))
        await agrees((data) => data.set('k', value))
        await agrees((data) => data.set('k', 1, options))
        await agrees((data) => data.set('k', {}, options))
        await agreesToRefuse((data) => data.set(given, value, options))
      }),
      { numRuns: 500 },
    )
  })

  it('are refused with the same words by remove, add and batches', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, anyKey, anyValue, async (one, other, value) => {
        await agrees((data) => data.remove(one))
        await agrees((data) => data.remove([one, other]))
        await agrees((data) => data.add('k', value))
        await agrees((data) => data.add('k', 'n', value))
        await agrees((data) => data.set([{ key: 'k', value }]))
        await agrees((data) => data.set([{ key: one, value: 1 }]))
      }),
      { numRuns: 500 },
    )
  })
})

import assert from 'node:assert/strict'
import fc from 'fast-check'
import { handedName } from '../../src/contract/names'
import { effectiveTimeout, timeoutRange } from '../../src/contract/timeout'
import { HANDLED } from '../../src/model/trace'
import { runEngine } from '../support/testEngine'
import { openRealSdk, type RealHandler, type SdkOracle } from '../support/realSdk'

const asked = fc.option(
  fc.oneof(
    fc.integer({ min: -10, max: 70_000 }),
    fc.constantFrom(0, 4999, 5000, 5001, 59_999, 60_000, 60_001, 300_000, Infinity, -Infinity, NaN),
    fc.double(),
  ),
  { nil: undefined },
)

/** Numbers, and among them at most one text: the SDK compares two texts by their letters. */
const options = fc
  .tuple(
    fc.array(asked, { minLength: 1 }),
    fc.option(fc.constantFrom('', '10000', ' 7000 ', '0x2710', '5001.5', '70000', 'ten', '10s', '1e4')),
    fc.nat(),
  )
  .map(([numbers, text, at]) => (text === null ? numbers : numbers.toSpliced(at % (numbers.length + 1), 0, text as never)))

describe('handlers, compared with the real SDK', () => {
  let oracle: SdkOracle
  let listen: unknown
  const globals = globalThis as { addEventListener?: unknown }
  const handler = (): RealHandler => new oracle.sdk.Handler('event:custom:x', 'event')

  before(async () => {
    oracle = await openRealSdk()
    listen = globals.addEventListener
    // Where the platform would take the handler up.
    globals.addEventListener = () => undefined
  })
  after(() => {
    if (listen === undefined) delete globals.addEventListener
    else globals.addEventListener = listen
    oracle.restore()
  })

  it('have the timeout of the largest option, from 5,000 to 60,000 ms', () => {
    fc.assert(
      fc.property(options, (options) => {
        const events = new oracle.sdk.Events()
        for (const timeout of options) events.on('x', { timeout }, () => undefined)
        const { events: config, errors } = events.getConfig()
        assert.deepEqual(
          config.map(({ name, timeout }) => ({ name, timeout: Number(timeout) })),
          [{ name: 'event:custom:x', timeout: effectiveTimeout(options, timeoutRange('event', 'sdk')) }],
        )
        const tooLarge = options.filter((one) => Number(one) > 60_000)
        assert.equal(errors.length, tooLarge.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('belong to one event for a name with and without custom:', () => {
    const events = new oracle.sdk.Events()
    events.on('x', () => undefined)
    events.on('custom:x', () => undefined)
    assert.equal(events.getConfig().events.length, 1)
  })

  it('see the name without custom:', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `custom:${text}`),
        ),
        async (name) => {
          const one = handler()
          one.push((event) => event.name)
          assert.deepEqual(await one.invoke({ name }), [handedName(name)])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('start in the order they were defined, none waiting for the one before', async () => {
    const one = handler()
    const order: string[] = []
    for (const name of ['a', 'b', 'c']) {
      one.push(async () => {
        order.push(`${name} starts`)
        await Promise.resolve()
        order.push(`${name} ends`)
      })
    }
    await one.invoke({ name: 'custom:x' })
    assert.deepEqual(order, ['a starts', 'b starts', 'c starts', 'a ends', 'b ends', 'c ends'])
  })

  it('are not started after one that throws synchronously', async () => {
    const one = handler()
    const started: string[] = []
    one.push(() => started.push('a'))
    one.push(() => {
      throw new Error('b')
    })
    one.push(() => started.push('c'))
    await assert.rejects(one.invoke({ name: 'custom:x' }), /b/)
    assert.deepEqual(started, ['a'])
  })

  it('keep running when another one rejects, which fails the attempt at once', async () => {
    const one = handler()
    let finish = (): void => undefined
    const held = new Promise<void>((resolve) => (finish = resolve))
    const steps: string[] = []
    const slow = async (): Promise<void> => {
      steps.push('starts')
      await held
      steps.push('ends')
    }
    let running = Promise.resolve()
    one.push(() => Promise.reject(new Error('a')))
    one.push(() => (running = slow()))
    await assert.rejects(one.invoke({ name: 'custom:x' }), /a/)
    assert.deepEqual(steps, ['starts'])
    finish()
    await running
    assert.deepEqual(steps, ['starts', 'ends'])
  })

  it('take the same steps in the engine: order, overlap, what a throw keeps from starting, and the outcome', async () => {
    const script = fc.record({
      /** Microtasks between the steps. */
      waits: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
      end: fc.constantFrom('returns', 'throws at once', 'rejects'),
    })
    type Script = typeof script extends fc.Arbitrary<infer T> ? T : never
    const play = (scripts: readonly Script[], steps: string[]) =>
      scripts.map(({ waits, end }, index) => (): unknown => {
        steps.push(`${index} starts`)
        if (end === 'throws at once') throw new Error('at once')
        if (end === 'returns' && waits.length === 0) return index
        const go = async (): Promise<void> => {
          for (const hops of waits) {
            for (let hop = 0; hop < hops; hop++) await Promise.resolve()
            steps.push(`${index} goes on`)
          }
          if (end === 'rejects') throw new Error('later')
        }
        return go()
      })
    await fc.assert(
      fc.asyncProperty(fc.array(script, { minLength: 1, maxLength: 5 }), async (scripts) => {
        const theirs: string[] = []
        const one = handler()
        for (const callback of play(scripts, theirs)) one.push(callback)
        const isHandled = await one.invoke({ name: 'custom:x' }).then(
          () => true,
          () => false,
        )
        // What was started goes on behind a failure.
        await new Promise((resolve) => setImmediate(resolve))
        const ours: string[] = []
        const { attempts } = await runEngine({
          handlers: play(scripts, ours).map((callback) => ['x', callback] as const),
          publish: [['x']],
          scenario: { untilMs: 1000, contract: 'sdk' },
        })
        assert.deepEqual(ours, theirs)
        assert.equal(attempts.outcome[0] === HANDLED, isHandled)
      }),
      { numRuns: 1000 },
    )
  })

  it('share one event object, body included', async () => {
    const one = handler()
    const seen: unknown[] = []
    one.push((event) => {
      ;(event.body as { n: number }).n = 2
    })
    one.push((event) => seen.push(event.body))
    await one.invoke({ name: 'custom:x', body: { n: 1 } })
    assert.deepEqual(seen, [{ n: 2 }])
  })
})

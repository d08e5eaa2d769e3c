import { createAttribution } from '../../../src/sandbox/child/attribution'
import { createQuiescence } from '../../../src/sandbox/child/quiescence'
import { createTimerPlaces } from '../../../src/sandbox/child/time/timerPlaces'
import { installVirtualTime } from '../../../src/sandbox/child/time/virtualTime'
import { defaultScenario } from '../../../src/simulator/defaultScenario'
import { Engine } from '../../../src/simulator/engine'
import type { Clock } from '../../../src/simulator/clock'
import { createTestClock } from '../../support/testClock'
import { report } from '../contenders'
import { ATTEMPTS, createHandler, resultOf, RETRY_EVERY_MS, type Shape } from './shapes'

const { performance } = globalThis
const wallNow = performance.now.bind(performance)

/** The engine on plain functions, without sandbox and second process, and `without` one of the things that a run has. */
async function main(events: number, shape: Shape, without: string): Promise<void> {
  const { start: virtualStart } = defaultScenario
  const start = wallNow()
  const nothing = (): void => undefined
  const attribution = createAttribution()
  const settle = createQuiescence(attribution, nothing, nothing)
  const clock: Clock =
    without === 'virtual time'
      ? createTestClock(virtualStart)
      : installVirtualTime(virtualStart, {
          onUncaught: () => undefined,
          isGone: () => false,
          placeHere: createTimerPlaces(attribution.current),
          onTooLong: () => undefined,
        })
  // What fulfils is not tried again, but comes again by itself.
  const recurs = shape === 'fulfil'
  const steps = recurs ? [] : Array.from({ length: events }, () => ({ kind: 'publish' as const, atMs: 0, name: 'poison', body: {} }))
  const everyPeriod = { next: (afterMs: number) => afterMs + RETRY_EVERY_MS }
  const engine: Engine = new Engine(
    {
      ...defaultScenario,
      steps,
      concurrency: events,
      untilMs: recurs ? ATTEMPTS * RETRY_EVERY_MS : null,
      budgets: { ...defaultScenario.budgets, events: events * ATTEMPTS },
    },
    {
      clock,
      settle,
      attribution: without === 'attribution' ? { enter: () => undefined } : attribution,
      describeError: (error) => ({ name: (error as Error).name, message: (error as Error).message, site: null, stack: '' }),
      isDenial: () => false,
      note: () => undefined,
      load: async () => {
        // The engine knows its first instance by now, should nobody say who registers.
        await Promise.resolve()
        const run = createHandler(shape, (ms) => new Promise((resolve) => void setTimeout(resolve, ms)))
        const occurrence = { source: recurs ? 'schedule' : 'event', name: 'poison', body: null } as const
        engine.register(attribution.current(), { ...occurrence, timeout: undefined, site: null, run })
        if (recurs) for (let event = 0; event < events; event++) engine.recur(null, everyPeriod, () => engine.occur(null, occurrence))
        return { response: null }
      },
    },
  )
  let attempts = 0
  if (without === 'trace') {
    Object.assign(engine.recorder, { startAttempt: () => attempts++, endAttempt: () => undefined })
  }
  engine.start(() => engine.play(steps, { request: () => Promise.reject(new Error('no routes here')), socket: () => undefined }))
  await engine.run()
  engine.close()
  attempts ||= engine.recorder.attemptCount
  if (attempts !== events * ATTEMPTS) throw new Error(`${attempts} attempts`)
  report(wallNow() - start, resultOf(attempts, clock.now() - virtualStart))
}

// What it rejects with would be lost, since the simulator listens to rejections.
void main(Number(process.argv[2]), process.argv[3] as Shape, process.argv[4]!).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

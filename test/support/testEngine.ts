import type { Json } from '../../src/model/json'
import type { Scenario } from '../../src/model/scenario'
import type { Effect, Trace } from '../../src/model/trace'
import { AsyncLocalStorage } from 'node:async_hooks'
import { defaultScenario } from '../../src/simulator/defaultScenario'
import { Engine } from '../../src/simulator/engine'
import type { Execution } from '../../src/simulator/execution'
import { TraceStore } from '../../src/simulator/traceStore'
import { createTestClock } from './testClock'

/** What a handler in a test can do. */
export interface Tools {
  /** Publishes, as the handler that runs. */
  readonly publish: (name: string, ...args: unknown[]) => Promise<unknown>
  /** Waits in virtual time. */
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => number
  /** Writes a log line, as the handler that runs. */
  readonly log: (text: string) => void
  /** Does something to the world, as the handler that runs. */
  readonly effect: (effect: Effect) => void
}

type TestHandler = (event: TestEvent, tools: Tools, context: { readonly setTimeout: (ms: number) => void }) => unknown
interface TestEvent {
  readonly id: string
  readonly name: string
  readonly body: Json
  readonly time: number
  readonly delay: number
  readonly attempt: number
}

/** One for all runs: each that exists makes every promise of the process slower. */
const executions = new AsyncLocalStorage<Execution | undefined>()

/** Runs plain functions as handlers, in this process: the engine alone, without a sandbox. */
export async function runEngine(options: {
  readonly handlers: readonly (readonly [name: string, handler: TestHandler, timeoutMs?: number])[]
  readonly publish?: readonly (readonly [name: string, body?: Json, after?: Json])[]
  readonly scenario?: Partial<Scenario>
}): Promise<Trace> {
  const scenario: Scenario = {
    ...defaultScenario,
    steps: (options.publish ?? []).map(([name, body = {}, after]) => ({
      kind: 'publish',
      atMs: 0,
      name,
      body,
      ...(after !== undefined && { after }),
    })),
    ...options.scenario,
  }
  const clock = createTestClock(scenario.start)
  const notes = new Set<string>()
  const engine: Engine = new Engine(scenario, {
    clock,
    settle: (next) => void setImmediate(() => next()?.run()),
    attribution: { enter: (execution) => executions.enterWith(execution) },
    describeError: (error) => ({ name: (error as Error).name, message: (error as Error).message, site: null, stack: '' }),
    isDenial: () => false,
    note: (text) => notes.add(text),
    load: () => {
      for (const [name, handler, timeoutMs] of options.handlers) {
        const run = (event: never, context: never): unknown => handler(event, tools, context)
        engine.register(executions.getStore() ?? null, { source: 'event', name, timeout: timeoutMs, site: null, run })
      }
      return Promise.resolve({ response: null })
    },
  })
  const tools: Tools = {
    publish: (name, ...args) => engine.publish(executions.getStore() ?? null, name, args, null),
    sleep: (ms) => new Promise((resolve) => clock.setTimer(clock.now() + ms, resolve)),
    now: () => clock.now(),
    log: (text) => engine.doings.log(executions.getStore() ?? null, { level: 'log', text }),
    effect: (effect) => engine.doings.effect(executions.getStore() ?? null, effect),
  }
  engine.start(() => engine.play(scenario.steps, { request: () => Promise.reject(new Error('no routes here')), socket: () => undefined }))
  await engine.run()
  const rest = engine.rest([], [])
  engine.close()
  const store = new TraceStore()
  store.append(engine.recorder.takeChunk(true))
  const { seed, contract, start } = scenario
  return store.finish(
    { version: 1, seed, contract, start, entry: 'test' },
    {
      at: clock.now(),
      stopped: engine.agenda.stopped,
      ...rest,
      data: {},
      notSimulated: [],
      notes: [...notes],
      schedule: engine.schedule,
      wallMs: 0,
    },
  )
}

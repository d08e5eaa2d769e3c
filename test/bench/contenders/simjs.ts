import { report } from '../contenders'
import { createHandler, createRun, firstDue, RETRY_EVERY_MS, type Shape } from './shapes'

/** The part of simjs 2.0.3 that is called here; the package has no types. */
interface Simjs {
  readonly Sim: new () => {
    time(): number
    addEntity(entity: new () => Entity, name: string, event: number): void
    simulate(until: number): boolean
  }
  readonly Entity: new () => Entity
}

interface Entity {
  setTimer(ms: number): { done(callback: () => void): void }
}

/** The package gives what it has to a browser's window only. */
async function loadSimjs(): Promise<Simjs> {
  const window: { Sim?: Simjs } = {}
  Object.assign(globalThis, { window })
  // @ts-expect-error -- it has no types
  await import('simjs')
  return window.Sim!
}

/** Knows nothing of promises: it can only run handlers that are done when they return. */
async function main(events: number, shape: Shape): Promise<void> {
  const { Sim, Entity } = await loadSimjs()
  const start = performance.now()
  const sim = new Sim()
  const run = createRun(
    events,
    createHandler(shape, () => Promise.reject(new Error('no virtual sleep'))),
  )
  const now = (): number => sim.time()
  class Poison extends Entity {
    start(event: number): void {
      const attemptOnce = (attempt: number): void =>
        run.attempt(event, attempt, now, () => this.setTimer(RETRY_EVERY_MS).done(() => attemptOnce(attempt + 1)))
      this.setTimer(firstDue(shape)).done(() => attemptOnce(1))
    }
  }
  for (let event = 0; event < events; event++) sim.addEntity(Poison, `poison ${event}`, event)
  sim.simulate(Number.MAX_SAFE_INTEGER)
  report(performance.now() - start, run.result(now()))
}

void main(Number(process.argv[2]), process.argv[3] as Shape)

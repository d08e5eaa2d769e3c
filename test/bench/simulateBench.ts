import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure, type Contender } from './contenders'
import { shapes, type Shape } from './contenders/shapes'
import type { Row } from './table'

const dist = join(__dirname, '../../dist')

/** Gives `run` a folder that is there while it works. */
async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-bench-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes an app whose event `poison` has handlers of the shape; where they fulfil, `events` schedules call them instead. */
function writeApp(parent: string, shape: Shape, events: number, handlers = 1): string {
  const folder = mkdtempSync(join(parent, 'app-'))
  const head = `import { events, schedule } from '@ampt/sdk'\nconst sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))\n`
  const registration =
    shape === 'fulfil'
      ? `for (let n = 0; n < ${events}; n++) schedule('poison ' + n).every('6 minutes', ${shapes[shape]})`
      : `for (let n = 0; n < ${handlers}; n++) events.on('poison', ${shapes[shape]})`
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "main": "app.js" }')
  writeFileSync(join(folder, 'app.js'), `${head}${registration}\n`)
  return folder
}

/** All rows must have made the same attempts and come to the same virtual time. */
async function measureSame(contenders: readonly Contender[], folder: string, rounds?: number): Promise<Row[]> {
  const rows = await measure(contenders, folder, rounds)
  const odd = rows.find(({ result }) => result !== rows[0]!.result)
  if (odd !== undefined) throw new Error(`${odd.name} did ${odd.result}, ${rows[0]!.name} ${rows[0]!.result}`)
  return rows.map((row) => ({ ...row, result: `${Math.round(Number.parseInt(row.result) / row.ms)} k/s, ${row.result}` }))
}

function fakeTimers(events: number, shape: Shape): Contender {
  return { name: 'fake-timers, runAllAsync', script: 'contenders/fakeTimers.ts', args: [`${events}`, shape] }
}

function ours(events: number, shape: Shape, folder: string, what: 'run' | 'whole'): Contender {
  const name = what === 'run' ? 'ours, the run' : 'ours, app to trace'
  return { name, script: 'contenders/simulate.ts', args: [`${events}`, shape, folder, dist, what] }
}

/**
 * Our run beside the floor and the peers that can do the same: each runs the handler in an AsyncLocalStorage and records five columns of
 * the attempt. `the run` is what the child takes from loading the app to the end; `app to trace` has bundling and two processes as well.
 */
export function peersTable(shape: Shape, events: number): Promise<Row[]> {
  return inFolder((folder) => {
    const app = writeApp(folder, shape, events)
    const args = [`${events}`, shape]
    const synchronous = shape === 'throw'
    return measureSame(
      [
        fakeTimers(events, shape),
        { name: 'await in a loop (floor)', script: 'contenders/awaitLoop.ts', args },
        ...(shape === 'sleep then throw' ? [] : [{ name: 'fast-check, scheduler', script: 'contenders/fastCheck.ts', args }]),
        ...(synchronous ? [{ name: 'rxjs, VirtualTimeScheduler', script: 'contenders/rxjs.ts', args }] : []),
        ...(synchronous ? [{ name: 'simjs', script: 'contenders/simjs.ts', args }] : []),
        ours(events, shape, app, 'run'),
        ours(events, shape, app, 'whole'),
      ],
      folder,
    )
  })
}

/** Our run beside fake-timers at one size. */
export function scalingTable(shape: Shape, events: number): Promise<Row[]> {
  return inFolder((folder) =>
    measureSame([fakeTimers(events, shape), ours(events, shape, writeApp(folder, shape, events), 'run')], folder, events < 1000 ? 5 : 3),
  )
}

/** Our run of one poison event with more and more handlers for it. */
export function handlersTable(): Promise<Row[]> {
  const shape = 'throw after await'
  return inFolder(async (folder) => {
    const contenders = [1, 4, 16, 64].map((handlers) => ({
      ...ours(1, shape, writeApp(folder, shape, 1, handlers), 'run'),
      name: handlers === 1 ? '1 handler' : `${handlers} handlers`,
    }))
    return measureSame(contenders, folder, 3)
  })
}

/** The engine alone, in one process, with one thing after the other left out. */
export function switchesTable(shape: Shape): Promise<Row[]> {
  const engine = (without: string): Contender => ({
    name: without === 'nothing' ? 'all on' : `without ${without}`,
    script: 'contenders/engine.ts',
    args: ['20', shape, without],
  })
  return inFolder((folder) => measureSame(['nothing', 'virtual time', 'attribution', 'trace'].map(engine), folder))
}

/** One poison event from the command line, process start to printed result. */
export function startTable(): Promise<Row[]> {
  return inFolder((folder) => {
    const app = writeApp(folder, 'throw after await', 1)
    const start = (name: string, args: readonly string[]): Contender => ({ name, script: 'contenders/start.ts', args })
    return measure(
      [
        start('node -e 0', ['-e', '0']),
        start('ours, --help', [join(dist, 'cli.js'), '--help']),
        start('ours, simulate', [join(dist, 'cli.js'), 'simulate', app, '--publish', 'poison']),
      ],
      folder,
      15,
    )
  })
}

export const allShapes = Object.keys(shapes) as Shape[]

/**
 * A process that plays programs (from `process.send`) and sends back whose work each of their steps is: by `createAttribution`, or by
 * `AsyncLocalStorage` where it is started with `storage`.
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { readFile } from 'node:fs'
import { createAttribution } from '../../src/sandbox/child/attribution'
import type { Execution } from '../../src/simulator/execution'

/** What code does, and then goes on with; `which` is one of the promises that all share. */
export type Act =
  | { readonly kind: 'wait' | 'settle' | 'then'; readonly which: number; readonly acts: readonly Act[] }
  | {
      readonly kind: 'sleep' | 'tick' | 'microtask' | 'immediate' | 'read' | 'bound' | 'float' | 'reject' | 'storage'
      readonly acts: readonly Act[]
    }

/** The acts of each execution. */
export type Program = readonly (readonly Act[])[]

const SHARED = 3

interface Owners {
  current(): unknown
  enter(owner: number | undefined): void
  ownerOf(promise: object): unknown
}

function ownersOfStorage(): Owners {
  const storage = new AsyncLocalStorage<number | undefined>()
  return { current: () => storage.getStore(), enter: (owner) => storage.enterWith(owner), ownerOf: () => storage.getStore() }
}

/** Owners are executions there, and may be anything here. */
function ownersOfOurs(): Owners {
  const attribution = createAttribution()
  attribution.follow(
    () => undefined,
    () => undefined,
  )
  return {
    current: () => attribution.current() ?? undefined,
    enter: (owner) => attribution.enter(owner as unknown as Execution | undefined),
    ownerOf: attribution.ownerOf,
  }
}

const owners = process.argv[2] === 'storage' ? ownersOfStorage() : ownersOfOurs()
const ofApp = new AsyncLocalStorage<object>()
let seen: Record<string, unknown> = {}
process.on('unhandledRejection', ({ message }: Error, promise) => void (seen[`${message} rejected`] = owners.ownerOf(promise)))

async function play(program: Program): Promise<Record<string, unknown>> {
  seen = {}
  const settle: (() => void)[] = []
  const shared = Array.from({ length: SHARED }, () => new Promise<void>((resolve) => settle.push(resolve)))
  const open: Promise<void>[] = []

  /** Calls back as an act says. */
  const after = ({ kind }: Act, path: string, run: () => void): void => {
    if (kind === 'sleep') setTimeout(run, 1)
    else if (kind === 'tick') process.nextTick(run)
    else if (kind === 'microtask') queueMicrotask(run)
    else if (kind === 'immediate') setImmediate(run)
    else if (kind === 'read') readFile(__filename, run)
    else if (kind === 'bound') new AsyncResource('Bound').runInAsyncScope(run)
    else if (kind === 'storage') ofApp.run({}, run)
    else {
      if (kind === 'reject') void Promise.reject(new Error(path))
      run()
    }
  }
  const perform = async (acts: readonly Act[], path: string): Promise<void> => {
    for (const [index, act] of acts.entries()) {
      const at = `${path}/${index}`
      const goOn = (): Promise<void> => perform(act.acts, at)
      if (act.kind === 'wait') await shared[act.which]
      else if (act.kind === 'settle') settle[act.which]!()
      else if (act.kind === 'then') open.push(shared[act.which]!.then(goOn))
      else if (act.kind === 'float') open.push(goOn())
      else await new Promise<void>((resolve) => after(act, at, () => void goOn().then(resolve)))
      seen[at] = owners.current()
    }
  }
  for (const [owner, acts] of program.entries()) {
    owners.enter(owner)
    open.push(perform(acts, `${owner}`))
    owners.enter(undefined)
  }
  for (const one of settle) one()
  for (let at = 0; at < open.length; at++) await open[at]
  // Rejections are told behind all that.
  await new Promise((resolve) => setImmediate(resolve))
  return seen
}

process.on('message', (program: Program) => void play(program).then((owned) => process.send!(owned)))

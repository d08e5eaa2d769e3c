import { writeSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** What `process.exit` ends in; kept because the app's `exit` is put in its place too. */
const reallyExit = (process as unknown as { reallyExit: (code: number) => never }).reallyExit.bind(process)

/** Node's own functions, kept before any of them is replaced. This module must be loaded first in the child. */
export const natives = {
  setImmediate: globalThis.setImmediate,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  nextTick: process.nextTick.bind(process),
  performanceNow: performance.now.bind(performance),
  exit: (code: number): never => reallyExit(code),
  kill: process.kill.bind(process),
  onProcess: process.on.bind(process) as (name: string, listener: (...args: never[]) => void) => void,
  pid: process.pid,
  writeSync,
} as const

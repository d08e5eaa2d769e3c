import { writeSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** Node's own functions, kept before any of them is replaced. This module must be loaded first in the child. */
export const natives = {
  setImmediate: globalThis.setImmediate,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  nextTick: process.nextTick.bind(process),
  performanceNow: performance.now.bind(performance),
  exit: process.exit.bind(process) as (code: number) => never,
  kill: process.kill.bind(process),
  writeSync,
} as const

import { writeSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

const realExit = process.exit.bind(process)

/** Node's own functions, kept before any of them is replaced. This module must be loaded first in the child. */
export const natives = {
  setImmediate: globalThis.setImmediate,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  nextTick: process.nextTick.bind(process),
  performanceNow: performance.now.bind(performance),
  exit: (code: number): never => realExit(code),
  kill: process.kill.bind(process),
  pid: process.pid,
  writeSync,
} as const

import { writeSync } from 'node:fs'
import { constants } from 'node:os'
import { performance } from 'node:perf_hooks'

/** What `process.exit` and `process.kill` end in; kept because the app's are put in their places too. */
const inner = process as unknown as { reallyExit: (code: number) => never; _kill: (pid: number, signal: number) => void }
const reallyExit = inner.reallyExit.bind(process)
const kill = inner._kill.bind(process, process.pid)

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
  killSelf: (): void => kill(constants.signals.SIGKILL),
  onProcess: process.on.bind(process) as (name: string, listener: (...args: never[]) => void) => void,
  writeSync,
} as const

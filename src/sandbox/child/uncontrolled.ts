import crypto from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'
import { performance } from 'node:perf_hooks'
import v8 from 'node:v8'
import vm from 'node:vm'

/** A call whose answer is the machine's, and may be another in an equal run. */
export interface UncontrolledCall {
  /** Such as `process.memoryUsage`. */
  readonly what: string
  readonly target: string
  /** Packages do it all the time, and to no effect on what the app does. */
  readonly isOwnAlone: boolean
}

const always = (_first: unknown): boolean => true

/** The machine as it is in every run. */
const HOST_NAME = 'ampt'
const PROCESS_ID = 1

/**
 * Gives the app the same process and machine in every run where nothing is lost by it: process id, host name, load, up time. What it
 * cannot do so for still answers, and each such call is told to `report`.
 */
export function installUncontrolled(upMs: () => number, report: (call: UncontrolledCall) => void): void {
  const upSeconds = (): number => upMs() / 1000
  const total = os.totalmem()
  const idle = { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 }
  const cpus = os.cpus().map((cpu) => ({ ...cpu, speed: 0, times: idle }))
  for (const name of ['pid', 'ppid']) Object.defineProperty(process, name, { value: PROCESS_ID, configurable: true, enumerable: true })
  Object.assign(process, { uptime: upSeconds })
  Object.assign(os, { hostname: () => HOST_NAME, uptime: upSeconds, loadavg: () => [0, 0, 0], freemem: () => total, cpus: () => cpus })

  const watch = (object: object, prefix: string, names: readonly string[], isOwnAlone = false, isTold = always): void => {
    for (const name of names) {
      const own = (object as Record<string, unknown>)[name]
      if (typeof own !== 'function') continue
      const call = own as (...args: unknown[]) => unknown
      const watched = function (this: unknown, ...args: unknown[]): unknown {
        if (isTold(args[0])) report({ what: `${prefix}.${name}`, target: typeof args[0] === 'string' ? args[0] : '', isOwnAlone })
        return call.apply(this, args)
      }
      Object.defineProperty(object, name, { value: Object.assign(watched, own), configurable: true, writable: true })
    }
  }
  watch(process.memoryUsage, 'process.memoryUsage', ['rss'])
  watch(process, 'process', ['memoryUsage', 'cpuUsage', 'resourceUsage', 'availableMemory'])
  watch(process.report ?? {}, 'process.report', ['getReport'])
  watch(performance, 'performance', ['eventLoopUtilization'])
  // The folder of temporary files is another in each run, and so are names that Node draws.
  watch(os, 'os', ['tmpdir', 'networkInterfaces'], true)
  for (const owner of [fs, fs.promises]) watch(owner, 'fs', ['mkdtemp', 'mkdtempSync'])
  // Another realm has a clock and a stream of chance of its own.
  const asksTimeOrChance = (code: unknown): boolean => /\bDate\b|\brandom\b|\bperformance\b/.test(String(code))
  watch(vm, 'vm', ['runInNewContext', 'runInContext'], true, asksTimeOrChance)
  // What the garbage collector took is seen by these alone.
  watch(WeakRef.prototype, 'WeakRef', ['deref'], true)
  watch(FinalizationRegistry.prototype, 'FinalizationRegistry', ['register'], true)
  watch(v8, 'v8', ['getHeapStatistics', 'getHeapSpaceStatistics'])
  watch(crypto, 'crypto', [
    'generateKeyPair',
    'generateKeyPairSync',
    'generateKey',
    'generateKeySync',
    'generatePrime',
    'generatePrimeSync',
  ])
  watch(crypto, 'crypto', ['createECDH', 'createDiffieHellman'])
  watch(Object.getPrototypeOf(crypto.webcrypto.subtle) as object, 'crypto.subtle', ['generateKey'])
  syncBuiltinESMExports()
}

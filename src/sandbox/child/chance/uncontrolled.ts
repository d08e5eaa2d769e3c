import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import { performance } from 'node:perf_hooks'
import v8 from 'node:v8'
import vm from 'node:vm'
import { replace } from '../replace'

/** A call whose answer is the machine's, and may be another in an equal run. */
export interface UncontrolledCall {
  /** Such as `process.memoryUsage`. */
  readonly what: string
  readonly target: string
  /** Packages do it all the time, and to no effect on what the app does. */
  readonly isOwnAlone: boolean
}

type IsTold = (...args: unknown[]) => boolean

const always: IsTold = () => true

/** Another realm has a clock and a stream of chance of its own. */
const asksTimeOrChance: IsTold = (code) => /\bDate\b|\brandom\b|\bperformance\b/.test(String(code))

const isOfMachine: IsTold = (path) => /^\/(proc|sys)(\/|$)|^\/dev\/u?random$/.test(String(path))

/** Whether a signature by this key draws: that of RSA without PSS, as of tokens, is the same each time. */
const drawsToSign: IsTold = (asked) => {
  const { padding, key } = (asked ?? {}) as { padding?: unknown; key?: unknown }
  if (padding === crypto.constants.RSA_PKCS1_PSS_PADDING) return true
  const given = [asked, key].find((one) => one instanceof crypto.KeyObject)
  try {
    const { asymmetricKeyType: type } = given ?? crypto.createPrivateKey(asked as string)
    return ['ec', 'dsa', 'rsa-pss'].includes(type ?? '')
  } catch {
    // Node will say what is wrong with it.
    return false
  }
}

const drawsInSubtle: IsTold = (algorithm) => {
  const name = typeof algorithm === 'string' ? algorithm : (algorithm as { name?: unknown } | undefined)?.name
  return /^(ecdsa|rsa-pss|rsa-oaep)$/i.test(String(name))
}

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
  // Another in each run, which by itself makes no difference.
  const temporary = os.tmpdir()
  const idle = { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 }
  const cpus = os.cpus().map((cpu) => ({ ...cpu, speed: 0, times: idle }))
  // `ppid` is defined by Node's native code, which a new definition alone leaves in place.
  Reflect.deleteProperty(process, 'ppid')
  for (const name of ['pid', 'ppid']) Object.defineProperty(process, name, { value: PROCESS_ID, configurable: true, enumerable: true })
  Object.assign(process, { uptime: upSeconds })
  Object.assign(os, { hostname: () => HOST_NAME, uptime: upSeconds, loadavg: () => [0, 0, 0], freemem: () => total, cpus: () => cpus })

  const watch = (
    object: object,
    prefix: string,
    names: readonly string[],
    { isOwnAlone = false, isTold = always, takesKey = false } = {},
  ): void => {
    for (const name of names) {
      const own = (object as Record<string, unknown>)[name]
      if (typeof own !== 'function') continue
      const call = own as (...args: unknown[]) => unknown
      const watched = function (this: unknown, ...args: unknown[]): unknown {
        const target = typeof args[0] === 'string' && !takesKey ? args[0].replace(temporary, '/tmp') : ''
        if (isTold(...args)) report({ what: `${prefix}.${name}`, target, isOwnAlone })
        return call.apply(this, args)
      }
      replace(object, name, Object.assign(watched, own))
    }
  }
  watch(process.memoryUsage, 'process.memoryUsage', ['rss'])
  watch(process, 'process', ['memoryUsage', 'cpuUsage', 'threadCpuUsage', 'resourceUsage', 'availableMemory'])
  watch(process.report ?? {}, 'process.report', ['getReport'])
  watch(performance, 'performance', ['eventLoopUtilization'])
  // The folder of temporary files is another in each run, and so are names that Node draws.
  watch(os, 'os', ['tmpdir', 'networkInterfaces'], { isOwnAlone: true })
  for (const owner of [fs, fs.promises]) watch(owner, 'fs', ['mkdtemp', 'mkdtempSync'])
  const reads = ['readFile', 'readFileSync', 'open', 'openSync', 'createReadStream', 'readdir', 'readdirSync']
  for (const owner of [fs, fs.promises]) watch(owner, 'fs', reads, { isOwnAlone: true, isTold: isOfMachine })
  watch(vm, 'vm', ['runInNewContext', 'runInContext'], { isOwnAlone: true, isTold: asksTimeOrChance })
  watch(vm.Script.prototype, 'vm.Script', ['runInNewContext', 'runInContext'], { isOwnAlone: true })
  // What the garbage collector took is seen by these alone.
  watch(WeakRef.prototype, 'WeakRef', ['deref'], { isOwnAlone: true })
  watch(FinalizationRegistry.prototype, 'FinalizationRegistry', ['register'], { isOwnAlone: true })
  watch(v8, 'v8', ['getHeapStatistics', 'getHeapSpaceStatistics'])
  for (const name of ['generateKeyPair', 'generateKey', 'generatePrime']) watch(crypto, 'crypto', [name, `${name}Sync`])
  watch(crypto, 'crypto', ['publicEncrypt'], { takesKey: true })
  watch(crypto, 'crypto', ['sign'], { isTold: (_algorithm, _data, key) => drawsToSign(key) })
  watch(crypto.Sign.prototype, 'crypto.Sign', ['sign'], { isTold: drawsToSign, takesKey: true })
  for (const name of ['ECDH', 'DiffieHellman', 'DiffieHellmanGroup'] as const)
    watch(crypto[name].prototype, `crypto.${name}`, ['generateKeys'])
  const subtle = Object.getPrototypeOf(crypto.webcrypto.subtle) as object
  watch(subtle, 'crypto.subtle', ['generateKey'])
  watch(subtle, 'crypto.subtle', ['sign', 'encrypt'], { isTold: drawsInSubtle })
}

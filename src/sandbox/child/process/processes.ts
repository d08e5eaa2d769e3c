import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import inspector from 'node:inspector'
import Module from 'node:module'
import net from 'node:net'
import os from 'node:os'
import v8 from 'node:v8'
import workerThreads from 'node:worker_threads'
import { replace } from '../replace'
import { optionalModule } from './optionalModule'
import type { Refusals } from './refusals'

/** `module.constants.compileCacheStatus.DISABLED`. */
const COMPILE_CACHE_DISABLED = 3

/** Parts of Node's inside that reach the network, processes and files past all that is guarded. */
const innerParts = new Set(['cares_wrap', 'fs', 'pipe_wrap', 'process_wrap', 'spawn_sync', 'tcp_wrap', 'tty_wrap', 'udp_wrap'])

/** Options of V8 that have it write files: of profiles, logs, the heap and what it compiles. */
const writesFiles = /(^|\s)--?((ll[-_])?prof|log|perf|gdb|redirect|trace[-_]turbo|heap[-_]snapshot[-_]on)|file|output/

const noProcess = 'a simulation starts no process or thread. Replace the module that does with "stubs" in a scenario file.'

/**
 * Keeps the app from starting processes and threads, from signals to other processes and their priorities, from opening a port for a debugger, from files that Node
 * writes by itself, from the parts of Node that would do any of it unseen, and from waits that hold the only thread up.
 */
export function installProcessRefusals(refusals: Refusals): void {
  refuseProcesses(refusals)
  refusePorts(refusals)
  refuseFiles(refusals)
  refuseInnerParts(refusals)
  refuseOthers(refusals)
  const noWait = 'it would wait in real time, and no other thread of the app runs. Wait with setTimeout.'
  for (const name of ['wait', 'waitAsync']) Object.assign(Atomics, { [name]: refusals.refusing(`Atomics.${name}`, noWait, 'WaitDenied') })
}

function refuseProcesses({ refusing, refuse, refuseNew }: Refusals): void {
  refuse(childProcess, 'child_process', ['spawn', 'spawnSync', 'execSync', 'execFile', 'execFileSync', 'fork'], noProcess)
  const refuseExec = refusing('child_process.exec', noProcess)
  // Packages, such as stripe, tell servers what they run on.
  replace(childProcess, 'exec', (command: unknown, ...rest: unknown[]) => {
    const done = rest.at(-1)
    if (command !== 'uname -a' || typeof done !== 'function') return refuseExec(command)
    process.nextTick(done, null, `Linux ${os.hostname()}\n`, '')
  })
  refuse(childProcess.ChildProcess.prototype, 'child_process', ['spawn'], noProcess)
  refuseNew(childProcess, 'child_process', 'ChildProcess', noProcess)
  refuse(process, 'process', ['execve', '_debugProcess'], noProcess)
  // Guards are of the main thread alone.
  refuse(Module, 'module', ['register'], noProcess)
  refuseNew(workerThreads, 'worker_threads', 'Worker', noProcess)
  const ffi = optionalModule('ffi')
  refuse(ffi, 'ffi', ['dlopen'], noProcess)
  refuseNew(ffi, 'ffi', 'DynamicLibrary', noProcess)
}

function refusePorts({ refuse, refuseNew }: Refusals): void {
  const noPort = 'a simulation opens no port.'
  refuse(inspector, 'inspector', ['open', 'waitForDebugger'], noPort)
  refuseNew(net, 'net', 'BoundSocket', noPort)
  refuse(net, 'net', ['_createServerHandle'], noPort)
  refuse(net.Server.prototype, 'net.Server', ['_listen2'], noPort)
  refuse(dgram, 'dgram', ['_createSocketHandle'], noPort)
}

function refuseFiles({ refuse, refuseNew }: Refusals): void {
  const noFile = 'Node would write the file by itself, past the layer that keeps what the app writes.'
  refuse(v8, 'v8', ['writeHeapSnapshot', 'setHeapSnapshotNearHeapLimit', 'setHeapProfileNearHeapLimit'], noFile)
  refuse(v8, 'v8', ['setFlagsFromString'], noFile, (flags) => writesFiles.test(String(flags)))
  const report = process.report ?? {}
  refuse(report, 'process.report', ['writeReport'], noFile)
  // As switches that lead nowhere: what they have Node write of is the end of the child, which is none of the app's.
  for (const name of ['reportOnFatalError', 'reportOnSignal', 'reportOnUncaughtException']) replace(report, name, false)
  refuse(optionalModule('trace_events'), 'trace_events', ['createTracing'], noFile)
  const opensFolders = (options: unknown): boolean => Object.keys((options as { preopens?: object } | undefined)?.preopens ?? {}).length > 0
  refuseNew(optionalModule('wasi'), 'wasi', 'WASI', noFile, opensFolders)
  // Its files would be real ones, and it changes nothing that the app does.
  if ('enableCompileCache' in Module) Object.assign(Module, { enableCompileCache: () => ({ status: COMPILE_CACHE_DISABLED }) })
}

function refuseInnerParts({ refusing }: Refusals): void {
  const inner = process as unknown as { binding: (name: string) => object }
  const binding = inner.binding.bind(process)
  // Packages take them as they are loaded, and most never call them.
  inner.binding = (name) => {
    const part = binding(name)
    if (!innerParts.has(name)) return part
    const refused = (member: string): unknown => {
      const refusal = refusing(`process.binding('${name}').${member}`, 'it would reach past what a simulation keeps from the app.')
      return function () {
        refusal()
      }
    }
    return Object.fromEntries(Object.keys(part).map((member) => [member, refused(member)]))
  }
}

/** Priorities of other processes, and signals to them. */
function refuseOthers({ refusing }: Refusals): void {
  // The identifier that the app knows is not the child's own, whose priority changes nothing that the app does.
  const refusePriority = refusing('os.setPriority', 'a simulation changes no other processes.')
  const { setPriority } = os
  replace(os, 'setPriority', (...args: [pid: number, priority: number]) => {
    const [pid, priority] = args[1] === undefined ? [0, args[0]] : args
    // What is none gets Node's own error.
    if ((pid | 0) !== pid || (priority | 0) !== priority || priority < -20 || priority > 19) return setPriority(...args)
    if (pid !== 0 && pid !== process.pid) refusePriority(String(pid))
  })
  const refuseKill = refusing('process.kill', 'a simulation sends no signals to other processes.')
  const inner = process as unknown as { _kill: (pid: number, signal: number) => unknown }
  const kill = inner._kill.bind(process)
  // What `process.kill` ends in.
  inner._kill = (pid, signal) => (signal === 0 ? kill(pid, signal) : refuseKill(String(pid)))
}

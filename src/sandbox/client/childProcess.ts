import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { UserError } from '../../model/userError'
import { TRACE_FD, type FromChild, type ToChild } from '../../model/protocol'
import { FrameReader } from './frames'
import { makeScratch, removeScratch } from './scratch'

/** What the child process is told and tells, without pipes and frames. */
export interface Child {
  /** Absolute path of a folder that goes with the child; temporary files go to its `tmp`. */
  readonly scratch: string
  /** Says who takes what it tells; it tells nothing before it was sent something. */
  listen(onMessage: (message: FromChild) => void): void
  send(message: ToChild): void
  kill(): void
  /** Resolves when the process has ended and all it sent was read. */
  readonly ended: Promise<ChildEnd>
  /** Ends the process and removes its folder. */
  discard(): Promise<void>
}

/** What a child is started with. */
export interface ChildKind {
  /** Absolute real path of the workspace folder: its working directory. */
  readonly folder: string
  /** Node executable; null is the running one. */
  readonly nodePath: string | null
  readonly heapMb: number
  readonly timeZone: string
  /** Whether Node's permission model holds it to the files of the app and of its own. */
  readonly isHardened: boolean
}

export interface ChildEnd {
  readonly code: number | null
  readonly signal: string | null
  /** The last of what the process itself wrote to stderr, such as V8's word on memory. */
  readonly stderr: string
}

/** Variables that the child gets of ours: what Node needs to start. Everything else may be a secret. */
const passedVariables = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'windir']

/** Starts `dist/child.js`. Rejects through `ended` with a `UserError` when the Node of `nodePath` does not start. */
export function startChild(dist: string, { folder, nodePath, heapMb, timeZone, isHardened }: ChildKind): Child {
  const executable = nodePath ?? process.execPath
  const scratch = makeScratch()
  // The watchdog looks at all memory, and names the line; the heap's own limit stands behind it, where the process just dies.
  const flags = [...heapFlags(heapMb), ...(isHardened ? permissions(executable, dist, folder, scratch) : [])]
  const child: ChildProcess = spawn(executable, [...flags, '--no-warnings', join(dist, 'child.js')], {
    cwd: folder,
    env: childEnvironment(timeZone, join(scratch, 'tmp')),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    serialization: 'advanced',
  })
  let onMessage: (message: FromChild) => void = () => undefined
  const reader = new FrameReader((value) => onMessage(value as FromChild))
  const traceStream = child.stdio[TRACE_FD] as NodeJS.ReadableStream
  traceStream.on('data', (piece: Buffer) => reader.push(piece))
  let stderr = ''
  child.stderr?.on('data', (piece: Buffer) => (stderr = (stderr + piece.toString()).slice(-10_000)))
  // Handlers may write to the real stdout behind our back (native code); the pipe must not fill up.
  child.stdout?.resume()
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.on('error', (error) => {
      reject(new UserError(`Node could not be started (${executable}): ${error.message}. Check the setting amptEvents.nodePath.`))
    })
    child.on('close', (code, signal) => resolve({ code, signal, stderr }))
  })
  const kill = (): void => void child.kill('SIGKILL')
  return {
    scratch,
    listen: (listener) => void (onMessage = listener),
    send: (message) => {
      // A child that is gone already tells so by its end.
      child.send(message, () => undefined)
    },
    kill,
    ended,
    discard: async () => {
      kill()
      await ended.catch(() => undefined)
      removeScratch(scratch)
    },
  }
}

/**
 * How much larger than the budget the heap may grow before V8 ends the process by itself, in MB: what grows by pieces is interrupted long
 * before, but not what one call makes. An array has a GB at most, and is there twice while it becomes another kind of array.
 */
const HEAP_ROOM_MB = 2560
/** V8 lets a heap grow by so much before it collects garbage where the limit is 1.5 GB; for larger ones it would be 300 %. */
const GROWING_PERCENT = 80
/** What V8 makes new objects in is three times as large, and lies in memory as long as the process does: half of V8's own 16 MB takes no longer. */
const YOUNG_MB = 8

function heapFlags(heapMb: number): string[] {
  return [`--max-old-space-size=${heapMb + HEAP_ROOM_MB}`, `--heap-growing-percent=${GROWING_PERCENT}`, `--max-semi-space-size=${YOUNG_MB}`]
}

/**
 * Node's permission model: reads of the app with its packages and of the child's own code, writes to its folder alone, no processes, no
 * native code. The watchdog is the one thread, and the network is left to the guard of it, as it is in older versions.
 */
function permissions(executable: string, dist: string, folder: string, scratch: string): string[] {
  const readable = new Set([folder, dist, scratch])
  for (let at = join(folder, 'package.json'); dirname(at) !== at; at = dirname(at)) {
    const packages = join(dirname(at), 'node_modules')
    for (const path of [packages, join(dirname(at), 'package.json'), ...placesOf(packages)]) readable.add(path)
  }
  // Node 20 aborts on a path below one that it was told of.
  const isBelow = (path: string): boolean => [...readable].some((other) => path.startsWith(`${other}${sep}`))
  const reads = [...readable].filter((path) => !isBelow(path)).map((path) => `--allow-fs-read=${path}`)
  const known = knownOptions(executable)
  const model = known.includes('--permission') ? '--permission' : '--experimental-permission'
  const network = known.includes('--allow-net') ? ['--allow-net'] : []
  return [model, '--allow-worker', ...network, ...reads, `--allow-fs-write=${scratch}`]
}

/** The options of an executable's version of Node; none where it does not start, of which its next start tells. */
function knownOptions(executable: string): string[] {
  const asked = ['-p', '[...process.allowedNodeEnvironmentFlags].join()']
  const { stdout } = spawnSync(executable, asked, { env: childEnvironment('UTC', tmpdir()), encoding: 'utf8' })
  return stdout?.trim().split(',') ?? []
}

/** Where a folder of packages is, and those in it that are links: Node loads from there. */
function placesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  const below = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isSymbolicLink()) return existsSync(path) ? [realpathSync(path)] : []
    return entry.name.startsWith('@') ? placesOf(path) : []
  })
  return [realpathSync(folder), ...below]
}

function childEnvironment(timeZone: string, temporary: string): NodeJS.ProcessEnv {
  const passed = passedVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]))
  // The editor's own executable runs as Node only when told so; a plain Node does not mind.
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  return { ...Object.fromEntries(passed), ...places, TZ: timeZone, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', ELECTRON_RUN_AS_NODE: '1' }
}

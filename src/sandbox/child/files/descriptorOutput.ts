import fs from 'node:fs'
import type { Call } from '../replace'
import { isPath, textOf } from './path'

type Stream = 'stdout' | 'stderr'

const streams: Readonly<Record<string, Stream>> = { stdout: 'stdout', stderr: 'stderr', 1: 'stdout', 2: 'stderr' }

/**
 * Hands what is written to the descriptors of stdout and stderr to `onOutput`, as loggers do that go past `process.stdout`, and what is written to
 * their paths: nothing can be opened there, as they are sockets in a run.
 */
export function installDescriptorOutput(onOutput: (stream: Stream, text: string) => void): void {
  const calls = fs as unknown as Record<string, Call>
  /** By descriptor, what was opened by a path. */
  const opened = new Map<unknown, Stream>()
  const replace = (name: string, textOf: (args: unknown[]) => Buffer, resultOf: (size: number) => unknown): void => {
    const original = calls[name]!
    calls[name] = (...args) => {
      const [target] = args
      const stream = typeof target === 'number' ? (opened.get(target) ?? streams[target]) : streamAt(target)
      if (stream === undefined) return original(...args)
      const bytes = textOf(args)
      onOutput(stream, bytes.toString())
      const done = args.at(-1)
      if (typeof done !== 'function') return resultOf(bytes.length)
      process.nextTick(done, null, resultOf(bytes.length), args[1])
      return undefined
    }
  }
  const one = ([, data, ...rest]: unknown[]): Buffer => (typeof data === 'string' ? Buffer.from(data) : part(data as Uint8Array, rest))
  const many = ([, parts]: unknown[]): Buffer => Buffer.concat(parts as Uint8Array[])
  const whole = ([, data]: unknown[]): Buffer => Buffer.from(data as string)
  for (const suffix of ['', 'Sync']) {
    replace(`write${suffix}`, one, (size) => size)
    replace(`writev${suffix}`, many, (size) => size)
    for (const name of ['writeFile', 'appendFile']) replace(name + suffix, whole, () => undefined)
    const [open, close] = [calls[`open${suffix}`]!, calls[`close${suffix}`]!]
    calls[`open${suffix}`] = (path, ...rest) => {
      const stream = streamAt(path)
      if (stream === undefined) return open(path, ...rest)
      const fd = fs.openSync('/dev/null', 'w')
      opened.set(fd, stream)
      return suffix === '' ? process.nextTick(rest.at(-1) as Call, null, fd) : fd
    }
    calls[`close${suffix}`] = (fd, ...rest) => {
      opened.delete(fd)
      return close(fd, ...rest)
    }
  }
  const createStream = calls['createWriteStream']!
  calls['createWriteStream'] = (path, options) => {
    if (streamAt(path) === undefined) return createStream(path, options)
    const given = typeof options === 'string' ? { encoding: options } : (options as object | undefined)
    return createStream(path, { ...given, fd: fs.openSync(path as string, 'w') })
  }
}

/** The stream that a path leads to. */
function streamAt(path: unknown): Stream | undefined {
  const [, name, fd = ''] = /^\/dev\/(std(?:out|err))$|^\/(?:dev|proc\/self)\/fd\/([12])$/.exec(isPath(path) ? textOf(path) : '') ?? []
  return streams[name ?? fd]
}

/** What `write` takes of a buffer: behind it stand offset and length, or an object of them. */
function part(bytes: Uint8Array, [first, second]: unknown[]): Buffer {
  const { offset, length } =
    typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : { offset: first, length: second }
  const from = typeof offset === 'number' ? offset : 0
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.subarray(from, typeof length === 'number' ? from + length : undefined)
}

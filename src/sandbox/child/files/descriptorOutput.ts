import fs from 'node:fs'
import type { Call } from '../replace'
import { isPath, textOf } from './path'

type Calls = Record<string, Call>

const streams = [
  [1, 'stdout'],
  [2, 'stderr'],
] as const

/** By what a call is about: a path, or a descriptor itself. */
const descriptors = new Map<unknown, number>(
  streams.flatMap(([fd, name]) => [fd, `/dev/${name}`, `/dev/fd/${fd}`, `/proc/self/fd/${fd}`].map((target) => [target, fd] as const)),
)

/**
 * Hands what is written to the descriptors of stdout and stderr to `onOutput`, as loggers do that go past `process.stdout`, and what is written to
 * their paths: nothing can be opened there, as they are sockets in a run, so that who opens one is given the descriptor, which stays open.
 */
export function installDescriptorOutput(onOutput: (stream: 'stdout' | 'stderr', text: string) => void): void {
  const calls = fs as unknown as Calls
  const replace = (owner: Calls, name: string, call: (fd: number, args: unknown[]) => unknown): void => {
    const original = owner[name]!
    owner[name] = (...args) => {
      const [target] = args
      const fd = descriptors.get(isPath(target) ? textOf(target) : target)
      return fd === undefined ? original(...args) : call(fd, args)
    }
  }
  const write = (fd: number, bytes: Buffer): number => {
    onOutput(fd === 1 ? 'stdout' : 'stderr', bytes.toString())
    return bytes.length
  }
  const one = (fd: number, [, data, ...rest]: unknown[]): number =>
    write(fd, typeof data === 'string' ? Buffer.from(data) : part(data as Uint8Array, rest))
  const many = (fd: number, [, parts]: unknown[]): number => write(fd, Buffer.concat(parts as Uint8Array[]))
  const whole = (fd: number, [, data]: unknown[]): void => void write(fd, Buffer.from(data as string))
  const results = { write: one, writev: many, writeFile: whole, appendFile: whole, open: (fd: number) => fd, close: () => undefined }
  for (const [name, resultOf] of Object.entries(results)) {
    replace(calls, `${name}Sync`, resultOf)
    replace(calls, name, (fd, args) => {
      const done = args.at(-1)
      const result = resultOf(fd, args)
      if (typeof done === 'function') process.nextTick(done, null, result, args[1])
    })
  }
  const promises = fs.promises as unknown as Calls
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
  for (const name of ['writeFile', 'appendFile']) replace(promises, name, async (fd, args) => whole(fd, args))
  const create = calls['createWriteStream']!
  // Who waits for the stream to open has it open the path, by the functions above.
  replace(calls, 'createWriteStream', (_, [path, options]) => {
    const given = typeof options === 'string' ? { encoding: options } : (options as object | undefined)
    return create(path, { fs, ...given })
  })
}

/** What `write` takes of a buffer: behind it stand offset and length, or an object of them. */
function part(bytes: Uint8Array, [first, second]: unknown[]): Buffer {
  const { offset, length } =
    typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : { offset: first, length: second }
  const from = typeof offset === 'number' ? offset : 0
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.subarray(from, typeof length === 'number' ? from + length : undefined)
}

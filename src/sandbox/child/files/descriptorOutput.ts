import fs from 'node:fs'
import type { Call } from '../replace'

type Output = (stream: 'stdout' | 'stderr', text: string) => void

/** Hands what is written to the descriptors of stdout and stderr to `onOutput`, as loggers do that go past `process.stdout`. */
export function installDescriptorOutput(onOutput: Output): void {
  const calls = fs as unknown as Record<string, Call>
  const replace = (name: string, textOf: (args: unknown[]) => Buffer, resultOf: (size: number) => unknown): void => {
    const original = calls[name]!
    calls[name] = (...args) => {
      if (args[0] !== 1 && args[0] !== 2) return original(...args)
      const bytes = textOf(args)
      onOutput(args[0] === 1 ? 'stdout' : 'stderr', bytes.toString())
      const done = args.at(-1)
      if (typeof done !== 'function') return resultOf(bytes.length)
      process.nextTick(done, null, resultOf(bytes.length), args[1])
      return undefined
    }
  }
  const one = ([, data, ...rest]: unknown[]): Buffer => (typeof data === 'string' ? Buffer.from(data) : part(data as Uint8Array, rest))
  const many = ([, parts]: unknown[]): Buffer => Buffer.concat(parts as Uint8Array[])
  for (const [name, textOf] of [
    ['write', one],
    ['writev', many],
  ] as const) {
    replace(name, textOf, (size) => size)
    replace(`${name}Sync`, textOf, (size) => size)
  }
  const whole = ([, data]: unknown[]): Buffer => Buffer.from(data as string)
  for (const name of ['writeFile', 'appendFile']) {
    replace(name, whole, () => undefined)
    replace(`${name}Sync`, whole, () => undefined)
  }
}

/** What `write` takes of a buffer: behind it stand offset and length, or an object of them. */
function part(bytes: Uint8Array, [first, second]: unknown[]): Buffer {
  const { offset, length } =
    typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : { offset: first, length: second }
  const from = typeof offset === 'number' ? offset : 0
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.subarray(from, typeof length === 'number' ? from + length : undefined)
}

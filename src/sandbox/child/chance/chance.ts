import crypto from 'node:crypto'
import type { Prng } from '../../../simulator/prng'
import { replace } from '../replace'

/** Replaces every source of chance by the stream that `current` gives for the code that runs. */
export function installChance(current: () => Prng): void {
  const fill = (bytes: Uint8Array): void => {
    const prng = current()
    for (let at = 0; at < bytes.length; at += 4) {
      const word = prng.nextUint32()
      for (let i = 0; i < 4 && at + i < bytes.length; i++) bytes[at + i] = word >>> (8 * i)
    }
  }
  const real = { randomInt: crypto.randomInt, getRandomValues: crypto.webcrypto.getRandomValues.bind(crypto.webcrypto) }
  const viewOf = (array: NodeJS.ArrayBufferView | ArrayBuffer): Uint8Array =>
    ArrayBuffer.isView(array) ? new Uint8Array(array.buffer, array.byteOffset, array.byteLength) : new Uint8Array(array)
  const randomBytes = (size: number, callback?: (error: null, bytes: Buffer) => void): Buffer | undefined => {
    const bytes = Buffer.alloc(size)
    fill(bytes)
    if (callback === undefined) return bytes
    process.nextTick(callback, null, bytes)
    return undefined
  }
  const randomFillSync = <T extends NodeJS.ArrayBufferView | ArrayBuffer>(array: T, offset = 0, size?: number): T => {
    const view = viewOf(array)
    fill(view.subarray(offset, size === undefined ? undefined : offset + size))
    return array
  }
  const getRandomValues = <T extends NodeJS.ArrayBufferView>(array: T): T => {
    const isTaken = ArrayBuffer.isView(array) && !/Float|DataView/.test(array.constructor.name) && array.byteLength <= 65_536
    return isTaken ? randomFillSync(array) : real.getRandomValues(array as never)
  }
  const randomFill = (array: NodeJS.ArrayBufferView, ...rest: unknown[]): void => {
    const callback = rest.pop() as (error: null, array: NodeJS.ArrayBufferView) => void
    randomFillSync(array, ...(rest as [number?, number?]))
    process.nextTick(callback, null, array)
  }
  const randomInt = (...args: unknown[]): number | undefined => {
    const callback = typeof args.at(-1) === 'function' ? (args.pop() as (error: null, value: number) => void) : undefined
    const [min, max] = args.length > 1 ? (args as [number, number]) : [0, args[0] as number]
    // What is no range gets Node's own error.
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || !(max > min) || max - min >= 2 ** 48) real.randomInt(min, max)
    const value = min + Math.floor(current().nextFraction() * (max - min))
    if (callback === undefined) return value
    process.nextTick(callback, null, value)
    return undefined
  }
  const uuid = (version: number, time?: number): string => {
    const bytes = Buffer.alloc(16)
    fill(bytes)
    if (time !== undefined) bytes.writeUIntBE(time, 0, 6)
    bytes[6] = (bytes[6]! & 0x0f) | (version << 4)
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }
  const randomUUID = (): string => uuid(4)
  Math.random = () => current().nextFraction()
  Object.assign(crypto, { randomBytes, randomFillSync, randomFill, randomInt, randomUUID, pseudoRandomBytes: randomBytes })
  if ('randomUUIDv7' in crypto) Object.assign(crypto, { randomUUIDv7: () => uuid(7, Math.floor(Date.now())) })
  // `getRandomValues` of node:crypto cannot be redefined; all three doors lead to the prototype.
  const prototype = Object.getPrototypeOf(crypto.webcrypto) as object
  replace(prototype, 'getRandomValues', getRandomValues)
  replace(prototype, 'randomUUID', randomUUID)
}

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A stream of chance. */
export interface Prng {
  /** A whole number from 0 to 2^32 - 1. */
  nextUint32(): number
  /** A fraction from 0 (included) to 1 (excluded) with 53 bits, as `Math.random` gives. */
  nextFraction(): number
  /** The first five bits of the fraction that comes next: a whole number from 0 to 31. */
  nextFiveBits(): number
}

/**
 * The stream of one thing in one run. The key names the thing (an attempt, an event), so that what other things draw, or
 * another schedule, leaves its stream alone.
 */
export function createPrng(seed: number, key: string): Prng {
  const generator = xoroshiro128plus(hash(`${seed}/${key}`))
  const nextUint32 = (): number => generator.next() >>> 0
  return {
    nextUint32,
    nextFraction: () => ((nextUint32() >>> 5) * 0x4000000 + (nextUint32() >>> 6)) / 2 ** 53,
    nextFiveBits: () => {
      const bits = generator.next() >>> 27
      generator.next()
      return bits
    },
  }
}

/** FNV-1a with a final avalanche (murmur3's), for keys that differ in their last character only. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

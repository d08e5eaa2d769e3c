import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A stream of chance. */
export class Prng {
  private readonly generator: ReturnType<typeof xoroshiro128plus>

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed)
  }

  /** A whole number from 0 to 2^32 - 1. */
  nextUint32(): number {
    return this.generator.next() >>> 0
  }

  /** A fraction from 0 (included) to 1 (excluded) with 53 bits, as `Math.random` gives. */
  nextFraction(): number {
    return ((this.nextUint32() >>> 5) * 0x4000000 + (this.nextUint32() >>> 6)) / 2 ** 53
  }

  /** The first five bits of the fraction that comes next: a whole number from 0 to 31. */
  nextFiveBits(): number {
    const bits = this.generator.next() >>> 27
    this.generator.next()
    return bits
  }
}

/**
 * The stream of one thing in one run. The key names the thing (an attempt, an event), so that what other things draw, or
 * another schedule, leaves its stream alone.
 */
export function createPrng(seed: number, key: string): Prng {
  return completePrng(beginPrng(seed, key), '')
}

/** The beginning of the keys of many streams, for `completePrng`: it is read once. */
export function beginPrng(seed: number, key: string): number {
  return hash(0x811c9dc5, `${seed}/${key}`)
}

/** The stream whose key begins as `beginning` says, and ends with `rest`. */
export function completePrng(beginning: number, rest: string): Prng {
  return new Prng(finish(hash(beginning, rest)))
}

/** FNV-1a. */
function hash(beginning: number, text: string): number {
  let h = beginning
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

/** An avalanche (murmur3's), for keys that differ in their last character only. */
function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

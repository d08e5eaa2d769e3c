import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

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
}

/**
 * The stream of one thing in one run. The key names the thing (an attempt, an event), so that what other things draw, or
 * another schedule, leaves its stream alone.
 */
export function createPrng(seed: number, key: string): Prng {
  return new Prng(finish(hashKey(seed, key)))
}

/** A key in one run, for `drawsOf`: it is read once. */
export function hashKey(seed: number, key: string): number {
  return hash(0x811c9dc5, `${seed}/${key}`)
}

/** A short stream of the nth of the things that a hashed key names: whole numbers from 0 to 2^30 - 1. */
export function drawsOf(hashed: number, ordinal: number): () => number {
  let at = finish(hashed + Math.imul(ordinal, 0x9e3779b9))
  return () => finish(++at) >>> 2
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

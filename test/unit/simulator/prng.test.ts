import assert from 'node:assert/strict'
import { createPrng, drawsOf, hashKey } from '../../../src/simulator/prng'

const draw = (seed: number, key: string): number[] => {
  const prng = createPrng(seed, key)
  return Array.from({ length: 8 }, () => prng.nextUint32())
}

describe('createPrng', () => {
  it('gives the same stream for the same seed and key', () => {
    assert.deepEqual(draw(1, 'a#1@1.1'), draw(1, 'a#1@1.1'))
  })

  it('gives unrelated streams for keys that differ in one character, and for seeds that differ by one', () => {
    const streams = [draw(1, 'a#1@1.1'), draw(1, 'a#1@1.2'), draw(1, 'a#1@2.1'), draw(2, 'a#1@1.1')]
    assert.equal(new Set(streams.flat()).size, 32)
  })

  it('gives fractions from 0 to below 1 whose mean is a half', () => {
    const prng = createPrng(1, 'mean')
    const fractions = Array.from({ length: 10_000 }, () => prng.nextFraction())
    assert.ok(fractions.every((fraction) => fraction >= 0 && fraction < 1))
    const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / fractions.length
    assert.ok(Math.abs(mean - 0.5) < 0.02, `mean ${mean}`)
  })
})

describe('drawsOf', () => {
  const draws = (key: string, ordinal: number): number[] => {
    const draw = drawsOf(hashKey(1, key), ordinal)
    return [draw(), draw(), draw()]
  }

  it('gives the same short stream for the same key and ordinal, and unrelated ones for others', () => {
    assert.deepEqual(draws('a', 1), draws('a', 1))
    const streams = ['a', 'b'].flatMap((key) => Array.from({ length: 1000 }, (_, ordinal) => draws(key, ordinal)))
    assert.ok(new Set(streams.flat()).size > 5990)
  })

  it('gives whole numbers of 30 bits, each of which is set as often as not', () => {
    const all = Array.from({ length: 3000 }, (_, ordinal) => draws('a', ordinal)).flat()
    for (let bit = 0; bit < 30; bit++) {
      const share = all.filter((number) => ((number >>> bit) & 1) === 1).length / all.length
      assert.ok(Math.abs(share - 0.5) < 0.03, `bit ${bit} in ${share}`)
    }
    assert.ok(all.every((number) => number >= 0 && number < 2 ** 30))
  })
})

import assert from 'node:assert/strict'
import { createPrng } from '../../../src/simulator/prng'

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

  it('gives the first five bits of what would have been a fraction', () => {
    const [bits, fractions] = [createPrng(1, 'bits'), createPrng(1, 'bits')]
    for (let n = 0; n < 1000; n++) assert.equal(bits.nextFiveBits(), Math.floor(fractions.nextFraction() * 32))
  })
})

import assert from 'node:assert/strict'
import { serialize } from 'node:v8'
import fc from 'fast-check'
import { FrameReader } from '../../../../src/sandbox/client/frames'

function frame(value: unknown): Buffer {
  const payload = serialize(value)
  const head = Buffer.alloc(4)
  head.writeUInt32BE(payload.length)
  return Buffer.concat([head, payload])
}

describe('FrameReader', () => {
  it('gives the values in order, however the bytes are cut', () => {
    const values = fc.array(fc.oneof(fc.string(), fc.array(fc.integer())), { maxLength: 8 })
    fc.assert(
      fc.property(values, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, cuts) => {
        const seen: unknown[] = []
        const reader = new FrameReader((value) => seen.push(value))
        const bytes = Buffer.concat(sent.map(frame))
        for (let at = 0, cut = 0; at < bytes.length; cut++) {
          const size = cuts[cut % cuts.length]!
          reader.push(bytes.subarray(at, at + size))
          at += size
        }
        assert.deepEqual(seen, sent)
      }),
    )
  })
})

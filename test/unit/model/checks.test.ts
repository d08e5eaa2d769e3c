import assert from 'node:assert/strict'
import { isCount, isText, listOf, oneOf, orNull, readerOf } from '../../../src/model/checks'

type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly of: 'node' | 'edge'; readonly place: number | null }
  | { readonly type: 'names'; readonly names: readonly string[] }

describe('a message from outside', () => {
  const read = readerOf<'type', Message>('type', {
    ready: {},
    open: { of: oneOf('node', 'edge'), place: orNull(isCount) },
    names: { names: listOf(isText) },
  })

  it('is read with the fields of its type and no others', () => {
    assert.deepEqual(read({ type: 'ready', command: 'rm' }), { type: 'ready' })
    assert.deepEqual(read({ type: 'open', of: 'edge', place: null }), { type: 'open', of: 'edge', place: null })
    assert.deepEqual(read({ type: 'names', names: ['a', 'b'] }), { type: 'names', names: ['a', 'b'] })
  })

  it('is refused where its type is none, or a field is missing or wrong', () => {
    for (const wrong of [
      null,
      'ready',
      {},
      { type: 'toString' },
      { type: 'open', of: 'edge' },
      { type: 'open', of: 'file', place: 1 },
      { type: 'open', of: 'node', place: -1 },
      { type: 'open', of: 'node', place: 0.5 },
      { type: 'names', names: ['a', 1] },
      { type: 'names', names: { length: 0 } },
    ])
      assert.equal(read(wrong), null, JSON.stringify(wrong))
  })
})

import assert from 'node:assert/strict'
import { decodeTime } from 'ulid'
import { mintEventId } from '../../../src/contract/eventId'

const dueAt = Date.UTC(2025, 0, 1)

describe('an event id', () => {
  it('has 27 characters, all lower case, the last being the shard', () => {
    assert.match(
      mintEventId(dueAt, () => 2 ** 30 - 1),
      /^[0-9a-hjkmnp-tv-z]{26}0$/,
    )
  })

  it('holds the delivery time', () =>
    assert.equal(
      decodeTime(
        mintEventId(dueAt, () => 16)
          .slice(0, 26)
          .toUpperCase(),
      ),
      dueAt,
    ))

  it('is fixed by time and chance, also at the epoch', () => {
    for (const time of [0, 1, dueAt])
      assert.equal(
        mintEventId(time, () => 9),
        mintEventId(time, () => 9),
      )
    assert.equal(
      mintEventId(0, () => 0),
      '0'.repeat(27),
    )
  })

  it('differs with chance', () =>
    assert.notEqual(
      mintEventId(dueAt, () => 3),
      mintEventId(dueAt, () => 28),
    ))

  it('sorts by delivery time', () => assert.ok(mintEventId(dueAt, () => 2 ** 30 - 1) < mintEventId(dueAt + 1, () => 0)))
})

import assert from 'node:assert/strict'
import { handedName, plainName, readName, storedName } from '../../../src/contract/names'

describe('an event name', () => {
  it('without a colon is the same event as with custom: before it', () => {
    for (const contract of ['documented', 'sdk'] as const) {
      assert.deepEqual(readName('user.joined', contract), { name: 'user.joined', storedName: 'custom:user.joined', notes: [] })
      assert.deepEqual(readName('custom:user.joined', contract), readName('user.joined', contract))
    }
  })

  it('with another namespace keeps it', () => {
    assert.equal(storedName('task:nightly'), 'task:nightly')
    assert.equal(plainName('task:nightly'), 'task:nightly')
  })

  it('with a namespace behind custom: is another event than without custom:', () => {
    assert.equal(storedName('custom:a:b'), 'custom:a:b')
    assert.equal(plainName('custom:a:b'), 'custom:a:b')
    assert.equal(plainName('a:b'), 'a:b')
  })

  it('loses custom: once, and only at its start, when it is handed to handlers', () => {
    assert.equal(handedName('custom:a:b'), 'a:b')
    assert.equal(handedName('custom:custom:x'), 'custom:x')
    assert.equal(handedName('my.custom:x'), 'my.custom:x')
  })

  it('that is empty is an error by the documentation, and taken by the SDK', () => {
    for (const name of ['', 'custom:']) {
      assert.deepEqual(readName(name, 'documented'), {
        error: 'The name of an event must not be empty.',
        notes: ['On @ampt/sdk 1.0.20 an empty name is one like any other.'],
      })
      assert.deepEqual(readName(name, 'sdk'), {
        name: '',
        storedName: 'custom:',
        notes: ['By the documentation this would fail: The name of an event must not be empty.'],
      })
    }
  })

  it('that is no string is an error that names what it is', () => {
    for (const [name, kind] of [
      [undefined, 'undefined'],
      [null, 'null'],
      [5, 'of type number'],
      [['a'], 'an array'],
      [{}, 'of type object'],
    ] as const) {
      for (const contract of ['documented', 'sdk'] as const) {
        assert.deepEqual(readName(name, contract), {
          error: `The name of an event must be a string that is not empty, but it is ${kind}.`,
          notes: [],
        })
      }
    }
  })
})

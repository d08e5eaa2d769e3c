import assert from 'node:assert/strict'
import fc from 'fast-check'
import { findCycles, type Edge } from '../../../../src/graph/events/findCycles'
import { graphOf } from '../inWorkspace'

const edges = (...texts: string[]): Edge[] =>
  texts.map((text) => {
    const [from = '', arrow, to = ''] = text.split(' ')
    return { from, to, delayed: arrow === '~>' }
  })

describe('findCycles', () => {
  it('finds an event that publishes itself', () => assert.deepEqual(findCycles(edges('a -> a')), [{ events: ['a'], delayed: false }]))
  it('starts a circle at its first name', () =>
    assert.deepEqual(findCycles(edges('c -> b', 'b -> a', 'a -> c')), [{ events: ['a', 'c', 'b'], delayed: false }]))
  it('finds none in a tree', () => assert.deepEqual(findCycles(edges('a -> b', 'a -> c', 'b -> d', 'c -> d')), []))
  it('calls a circle delayed when any of its edges waits', () =>
    assert.deepEqual(findCycles(edges('a -> b', 'b ~> a')), [{ events: ['a', 'b'], delayed: true }]))
  it('calls a circle immediate when each edge also goes without delay', () => {
    assert.deepEqual(findCycles(edges('a -> b', 'b ~> a', 'b -> a')), [{ events: ['a', 'b'], delayed: false }])
  })
  it('finds the immediate circle beside a shorter delayed one', () => {
    assert.deepEqual(findCycles(edges('a ~> a', 'a -> b', 'b -> c', 'c -> a')), [
      { events: ['a', 'b', 'c'], delayed: false },
      { events: ['a'], delayed: true },
    ])
  })
  it('finds an immediate circle exactly when there is one', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    fc.assert(
      fc.property(fc.array(fc.record({ from: name, to: name, delayed: fc.boolean() }), { maxLength: 12 }), (all) => {
        const left = new Set(['a', 'b', 'c', 'd', 'e'])
        // Take away what publishes nothing at once that is left: what stays holds a circle.
        for (let before = -1; before !== left.size;) {
          before = left.size
          for (const one of left) if (!all.some(({ from, to, delayed }) => from === one && !delayed && left.has(to))) left.delete(one)
        }
        assert.equal(
          findCycles(all).some(({ delayed }) => !delayed),
          left.size > 0,
        )
      }),
    )
  })
  it('follows publishes inside handlers of the workspace', async () => {
    const { cycles } = await graphOf(`events.on('sync', async () => { if (more) await events.publish('sync', { after: 1000 }, {}) })
      events.on('a', () => events.publish('b', {})); events.on('b', run); function run() { events.publish('a', {}) }`)
    assert.deepEqual(cycles, [
      { events: ['a', 'b'], delayed: false },
      { events: ['sync'], delayed: true },
    ])
  })
})

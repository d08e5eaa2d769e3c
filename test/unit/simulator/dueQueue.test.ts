import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DueQueue, type Due } from '../../../src/simulator/dueQueue'

function pop<T extends Due>(queue: DueQueue<T>): T | undefined {
  const item = queue.peek()
  if (item !== undefined) queue.drop(item)
  return item
}

describe('DueQueue', () => {
  it('gives items by time, then priority, then order of pushing', () => {
    const queue = new DueQueue<{ time: number; priority: number; name: string }>()
    for (const [time, priority, name] of [
      [2, 0, 'late'],
      [1, 1, 'second turn'],
      [1, 0, 'first pushed'],
      [1, 0, 'second pushed'],
    ] as const)
      queue.push({ time, priority, name })
    assert.deepEqual(
      [1, 2, 3, 4, 5].map(() => pop(queue)).map((item) => item?.name),
      ['first pushed', 'second pushed', 'second turn', 'late', undefined],
    )
  })

  it('orders any items as a stable sort does', () => {
    const item = fc.record({ time: fc.integer({ min: 0, max: 5 }), priority: fc.integer({ min: -1, max: 1 }) })
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const queue = new DueQueue<{ time: number; priority: number }>()
        for (const one of items) queue.push(one)
        const popped = items.map(() => pop(queue))
        assert.deepEqual(
          popped,
          [...items].sort((a, b) => a.time - b.time || a.priority - b.priority),
        )
        assert.equal(pop(queue), undefined)
      }),
    )
  })
})

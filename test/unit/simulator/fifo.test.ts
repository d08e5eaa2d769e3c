import assert from 'node:assert/strict'
import { Fifo } from '../../../src/simulator/fifo'

describe('Fifo', () => {
  it('gives items in the order of pushing, however many were taken and pushed meanwhile', () => {
    const fifo = new Fifo<number>()
    let pushed = 0
    for (let taken = 0; taken < 5000; taken++) {
      while (pushed < Math.min(5000, taken * 2 + 3)) fifo.push(pushed++)
      assert.deepEqual([fifo.first, fifo.last], [taken, pushed - 1])
      assert.equal(fifo.shift(), taken)
    }
    assert.deepEqual([fifo.shift(), fifo.first, fifo.last, fifo.all()], [undefined, undefined, undefined, []])
  })

  it('has all that is left', () => {
    const fifo = new Fifo<string>()
    for (const item of ['a', 'b', 'c']) fifo.push(item)
    fifo.shift()
    assert.deepEqual(fifo.all(), ['b', 'c'])
  })
})

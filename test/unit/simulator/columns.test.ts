import assert from 'node:assert/strict'
import { appendColumns, appendRow, createColumns, takeRows } from '../../../src/simulator/columns'

const names = ['a', 'b'] as const

/** Columns that a run writes: `b` is 0 in all rows. */
function written(values: readonly number[]) {
  const columns = createColumns(names)
  for (const value of values) {
    const row = appendRow(columns, names)
    columns.a[row] = value
  }
  return columns
}

const taken = (values: readonly number[]) => takeRows(written(values), names, values.length)

describe('columns', () => {
  it('grow past their capacity without losing a row', () => {
    const values = Array.from({ length: 1000 }, (_, row) => row)
    assert.deepEqual([...written(values).a.subarray(0, 1000)], values)
  })

  it('are taken as narrow as their largest number lets them be', () => {
    const widths = [255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32].map((value) => taken([1, value]).a.BYTES_PER_ELEMENT)
    assert.deepEqual(widths, [1, 2, 2, 4, 4, 8])
  })

  it('leave out those of zeros alone when taken', () => assert.equal(taken([1, 2]).b.length, 0))

  it('come back whole when taken in pieces and put together, whatever their widths', () => {
    const values = [1, 256, 5, 3, 0, 0, 2 ** 32, 7, 65_536, 9]
    const source = written(values)
    const whole = createColumns(names, Uint8Array)
    for (const count of [2, 1, 1, 2, 4]) appendColumns(whole, names, takeRows(source, names, count))
    assert.deepEqual([source.length, whole.length], [0, 10])
    assert.deepEqual([...whole.a.subarray(0, 10)], values)
    assert.deepEqual([...whole.b.subarray(0, 10)], new Array(10).fill(0))
  })

  it('stay narrow until a wider number comes', () => {
    const whole = createColumns(names, Uint8Array)
    const widths = [[1], [2, 300], [3], [70_000]].map((values) => {
      appendColumns(whole, names, taken(values))
      return whole.a.BYTES_PER_ELEMENT
    })
    assert.deepEqual(widths, [1, 2, 2, 4])
  })
})

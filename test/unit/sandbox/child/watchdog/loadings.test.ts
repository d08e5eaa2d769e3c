import assert from 'node:assert/strict'
import { Loadings } from '../../../../../src/sandbox/child/watchdog/loadings'

describe('modules that take too long to load', () => {
  const mayEnd = (modules: readonly (string | null)[]): boolean[] => {
    const loadings = new Loadings()
    return modules.map((module) => loadings.mayEnd(module))
  }

  it('may come to an end while they get on, five times', () =>
    assert.deepEqual(mayEnd(['a', 'a', 'b', 'a', 'b', 'a']), [true, true, true, true, true, false]))

  it('may do so while Node alone is at work, too', () =>
    assert.deepEqual(mayEnd(Array<null>(6).fill(null)), [true, true, true, true, true, false]))

  it('are taken for an endless loop where one of them is found three times in a row', () =>
    assert.deepEqual(mayEnd(['a', 'b', 'b', 'b']), [true, true, true, false]))
})

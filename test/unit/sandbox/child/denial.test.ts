import assert from 'node:assert/strict'
import { Denial, isDenial } from '../../../../src/sandbox/child/denial'

describe('what a handler threw', () => {
  const denial = new Denial('NetworkDenied', 'fetch to a.test was denied: a simulation does not reach the network.')

  it('is a denial where it wraps or quotes one', () => {
    const wrapping = Object.assign(new Error('no connection'), { detail: denial })
    const quoting = new Error(`Request failed: ${denial.message}`)
    assert.deepEqual(
      [wrapping, quoting, new Error(denial.code), new Error('of the app')].map((error) => isDenial(error)),
      [true, true, true, false],
    )
  })

  it('is told from one without its stack, which takes long to write', () => {
    const before: unknown = Reflect.get(Error, 'prepareStackTrace')
    let written = 0
    Error.prepareStackTrace = () => ++written
    try {
      isDenial(new Error('of the app'))
    } finally {
      Reflect.set(Error, 'prepareStackTrace', before)
    }
    assert.equal(written, 0)
  })
})

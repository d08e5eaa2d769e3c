import assert from 'node:assert/strict'
import { handler, withApp } from '../../support/runApp'
import { runCli } from '../../support/runCli'

describe('ampt-events simulate, where our own code fails', () => {
  it('exits with 70 and the stack, and gives the app no reply of it', () => {
    // Nobody but us asks a request for its host.
    const broken = `Object.defineProperty(URL.prototype, 'hostname', { get() { throw new TypeError('broken') } })`
    return withApp(handler(`await fetch('https://x.test/')`, broken), (folder) => {
      const { code, stdout, stderr } = runCli('simulate', folder, '--publish', 'a')
      assert.deepEqual([code, stdout], [70, ''], stderr)
      assert.match(stderr, /^Error: The simulator failed by a fault of its own\. TypeError: broken\n {4}at /)
      return Promise.resolve()
    })
  })
})

import assert from 'node:assert/strict'
import { handler, withApp } from '../../support/runApp'
import { runCli } from '../../support/runCli'

describe('ampt-events simulate, where our own code fails', () => {
  it('exits with 70 and the stack, keeps what ran, and gives the app no reply of it', () => {
    // Nobody but us asks a request for its host.
    const broken = `Object.defineProperty(URL.prototype, 'hostname', { get() { throw new TypeError('broken') } })`
    return withApp(handler(`await fetch('https://x.test/')`, broken), (folder) => {
      const { code, stdout } = runCli('simulate', folder, '--publish', 'a')
      assert.match(stdout, /Stopped: The simulator failed by a fault of its own\. Its last words: .*\bat /)
      assert.doesNotMatch(stdout, /handled/)
      assert.equal(code, 70)
      return Promise.resolve()
    })
  })
})

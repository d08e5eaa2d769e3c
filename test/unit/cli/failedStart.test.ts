import assert from 'node:assert/strict'
import { runCli, type CliResult } from '../../support/runCli'
import { withApp } from '../../support/runApp'

const simulate = (wait: string, ...options: string[]): Promise<CliResult> => {
  const start = `const { events } = require('@ampt/sdk')\nasync function main() {\n  await ${wait}\n  throw new Error('no database')\n}\nmain()`
  return withApp({ 'index.js': start }, (folder) => Promise.resolve(runCli('simulate', folder, '--publish', 'a', ...options)))
}

describe('a start of the app that nobody waits for and that fails', () => {
  it('ends the command with 3, as any app that cannot be loaded', async () => {
    const { code, stdout, stderr } = await simulate('null')
    assert.deepEqual([code, stdout], [3, ''])
    assert.match(stderr, /^The app could not be loaded: Error: no database \(index\.js:4:9\)\. Mend it, then run again\.$/m)
  })

  it('ends it with 1 where that comes later, and nothing is said to be ignored by the platform', async () => {
    const { code, stdout } = await simulate('new Promise((done) => setTimeout(done, 1000))', '--publish', 'b', '--after', '5 seconds')
    assert.equal(code, 1)
    assert.match(stdout, /Calls that failed:\n {2}load: Error: no database \(index\.js:4:9\)/)
    assert.doesNotMatch(stdout, /platform ignores it/)
  })

  it('is told once where each of several instances fails so', async () => {
    const again = ['--publish', 'b', '--after', '5 seconds', '--publish', 'b', '--after', '10 seconds']
    const { stdout } = await simulate(`(events.on('b', () => {}), new Promise((done) => setTimeout(done, 1000)))`, ...again)
    assert.match(stdout, /Calls that failed:\n {2}load and 2 more: Error: no database/)
  })
})

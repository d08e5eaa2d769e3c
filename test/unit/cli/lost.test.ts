import assert from 'node:assert/strict'
import { runCli } from '../../support/runCli'
import { withApp } from '../../support/runApp'

/** An app whose first instance alone has the handler. */
const app = (body: string): Record<string, string> => ({
  'index.ts': `import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
if (!(await data.get('started'))) events.on('a', () => { ${body} })
await data.set('started', true)`,
})

const simulate = (body: string, ...options: string[]): Promise<{ code: number | null; stdout: string }> =>
  withApp(app(body), (folder) => Promise.resolve(runCli('simulate', folder, '--publish', 'a', ...options)))

describe('an event that is ignored by an instance without its handler', () => {
  it('fails the command where an attempt failed before, which is told with its error', async () => {
    const { code, stdout } = await simulate(`throw new Error('no')`, '--instances', '2')
    assert.equal(code, 1, stdout)
    assert.match(stdout, /a ignored after 1 attempt\n {2}Error: no\n {2}at index\.ts:3/)
    assert.match(stdout, /Attempt 2 of delivery 1 met instance 2 .* nothing makes up for the attempt that failed/)
  })

  it('is no failure by itself', async () => {
    const { code, stdout } = await simulate('', '--instances', '2', '--duplicates', '1')
    assert.equal(code, 0, stdout)
    assert.match(stdout, /1 ignored/)
  })
})

import assert from 'node:assert/strict'
import { runCli } from '../../support/runCli'
import { withApp } from '../../support/runApp'

const app = {
  'index.ts': `import { events, schedule, storage, task } from '@ampt/sdk'
import { data } from '@ampt/data'
const deny = () => fetch('https://x.test')
const job = task('job', deny)
data.on('*', deny)
storage('files').on('*', deny)
schedule('hourly').every('1 hour', deny)
events.on('event', deny)
events.on('task', () => job.run({}))
events.on('data', () => data.set('k', 1))
events.on('storage', () => storage('files').write('f', 'text'))
events.on('nothing', () => undefined)`,
}

describe('with --strict an outcome that hangs on a denied call fails the command', () => {
  for (const [what, ...options] of [['event'], ['task'], ['data'], ['storage'], ['nothing', '--until', '90m']]) {
    it(`of ${what === 'nothing' ? 'a schedule' : what}, and the summary counts it`, () =>
      withApp(app, (folder) => {
        const args = ['simulate', folder, '--publish', what!, ...options]
        const { code, stdout } = runCli(...args, '--strict')
        assert.equal(code, 1, stdout)
        assert.match(
          stdout,
          what === 'event' ? /1 published: 1 unknown · 1 attempt/ : /1 published: 1 handled · 1 other delivery: 1 unknown · 2 attempts/,
        )
        assert.equal(runCli(...args).code, 0)
        return Promise.resolve()
      }))
  }
})

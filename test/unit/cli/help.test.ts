import assert from 'node:assert/strict'
import { version } from '../../../package.json'
import { runCli } from '../../support/runCli'

describe('ampt-events', () => {
  for (const command of [[], ['graph'], ['simulate']]) {
    const name = ['ampt-events', ...command].join(' ')
    it(`${name} knows --help and -h for its help, and --version`, () => {
      const [long, short, release] = ['--help', '-h', '--version'].map((option) => runCli(...command, option))
      assert.ok(long!.stdout.startsWith(name), long!.stdout)
      assert.deepEqual(short, long)
      assert.deepEqual(release, { code: 0, stdout: `${version}\n`, stderr: '' })
    })
  }

  it('ends what it says of a wrong option with one full stop', () =>
    assert.match(
      runCli('simulate', '--publish', 'x', '--until', '-1s').stderr,
      /use '--until=-XYZ'\. See "ampt-events simulate --help"\.\n$/,
    ))
})

import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { EventGraph } from '../../../src/model/graph'
import { runCli } from '../../support/runCli'
import { inWorkspace } from '../graph/inWorkspace'

const sdk = `import { events } from '@ampt/sdk'\n`
const files = {
  'src/good.ts': `${sdk}events.publish('good', {})\nevents.on('good', () => {})`,
  'src/halfTyped.ts': `${sdk}events.publish('before', {})\nevents.publish('half`,
  'src/generated.js': `${sdk}events.publish('generated', {})\n${'// x\n'.repeat(2_100_000)}`,
  'src/binary.ts': Buffer.concat([Buffer.from(sdk), Buffer.from([0, 1, 2])]),
  'src/constants.ts': `${sdk}import { B } from './others'\nexport const A = B + '.a'\nevents.publish(A, {})`,
  'src/others.ts': `import { A } from './constants'\nexport const B = A + '.b'`,
  'src/barrelOne.ts': `export * from './barrelTwo'\nexport { gone } from './barrelTwo'`,
  'src/barrelTwo.ts': `export * from './barrelOne'\nexport { gone } from './barrelOne'`,
  'src/throughBarrels.ts': `import { gone } from './barrelOne'\n${sdk}events.publish(gone, {})`,
}

describe('a workspace with all that is bad in it', () => {
  it('gives the graph of the rest, and names each file that is left out with its reason', () =>
    inWorkspace(files, (folder) => {
      symlinkSync(join(folder, 'src'), join(folder, 'src/again'), 'junction')
      symlinkSync(join(folder, 'loop.ts'), join(folder, 'loop.ts'))
      mkdirSync(join(folder, 'closed'))
      chmodSync(join(folder, 'closed'), 0)
      const { code, stdout } = runCli('graph', folder, '--json')
      chmodSync(join(folder, 'closed'), 0o700)
      assert.equal(code, 0)
      const { events, unresolved, problems } = JSON.parse(stdout) as EventGraph
      assert.deepEqual(
        events
          .filter(({ name }) => ['good', 'before'].includes(name))
          .map(({ name, publishers, handlers }) => [name, publishers.length, handlers.length]),
        [
          ['before', 1, 0],
          ['good', 1, 1],
        ],
      )
      assert.ok(!events.some(({ name }) => name === 'generated'))
      assert.deepEqual(
        unresolved.flatMap(({ file }) => (/constants|throughBarrels/.test(file) ? [file] : [])),
        ['src/constants.ts', 'src/throughBarrels.ts'],
      )
      const told = problems.map(({ file, message }) => `${file}: ${message}`)
      // The superuser reads what is closed.
      const isClosed = process.getuid?.() !== 0 && process.platform !== 'win32'
      for (const reason of [
        /^src\/halfTyped\.ts: Syntax error: /,
        /^src\/generated\.js: The file is larger than 2 MB and was skipped\.$/,
        /^src\/binary\.ts: The file is binary and was skipped\.$/,
        /^loop\.ts: The link cannot be followed \(.*\)\.$/,
        ...(isClosed ? [/^closed: The folder cannot be read \(.*\)\.$/] : []),
      ])
        assert.ok(
          told.some((one) => reason.test(one)),
          `${reason.source} in\n${told.join('\n')}`,
        )
    }))
})

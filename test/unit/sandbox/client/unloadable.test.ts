import assert from 'node:assert/strict'
import { UserError } from '../../../../src/model/userError'
import { workspace } from '../../../support/built'
import { handler, logsOf, publishing, run, runApp } from '../../../support/runApp'

describe('simulate, with an app that does not load', () => {
  const cases: [string, RegExp][] = [
    ['no-entry', /No entry was found in .*no-entry: no "main" in package\.json and no index\.\* file\. Name it with --entry FILE/],
    ['several-apps', /There are several apps here: a\/index\.ts, b\/index\.ts\. Choose one with --entry FILE/],
    ['throws-on-import', /could not be loaded: Error: no database here \(index\.ts:5:7\)/],
    ['syntax-error', /broken\.ts:5:\d+: .*Mend the file/],
    ['missing-param', /index\.ts:3.*The parameter MAIL_CONFIG is not set.*--param MAIL_CONFIG=VALUE/],
    ['missing-dependency', /index\.ts:2:\d+: the module "mail-provider-that-is-not-installed" was not found\. Run "npm install"/],
    ['no-such-folder', /There is no folder .*no-such-folder/],
  ]
  for (const [name, message] of cases) {
    it(`says what to do: ${name}`, () =>
      assert.rejects(run(workspace(`bad/${name}`), publishing('a')), (error) => error instanceof UserError && message.test(error.message)))
  }

  it('names the file that "main" names and that is not there', () =>
    assert.rejects(
      runApp({ 'package.json': '{ "main": "src/indx.js" }' }, publishing('a')),
      /No entry was found in .*: no file src\/indx\.js, which is "main" of package\.json, and no index\.\* file\. Name it with --entry/,
    ))

  it('replaces a missing module by a stub of the workspace', async () => {
    const files = {
      ...handler(`console.log(await send())`, `import { send } from 'not-installed'`),
      'stub.ts': `export const send = async () => 'stubbed'`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'), { stubs: { 'not-installed': 'stub.ts' } })), ['stubbed'])
    await assert.rejects(
      runApp(files, publishing('a'), { stubs: { 'not-installed': 'none.ts' } }),
      (error) => error instanceof UserError && /The stub none\.ts of "not-installed" was not found/.test(error.message),
    )
  })

  it('replaces a file of the app by a stub, whoever imports it', async () => {
    const files = {
      ...handler(`console.log(await send())`, `import { send } from './lib/mail'`),
      'lib/mail.ts': `import { post } from '../gateway.js'\nexport const send = () => post()`,
      'gateway.ts': `export const real = 'real'\nexport const post = async () => real`,
      'stubs/gateway.ts': `import { real } from '../gateway'\nexport const post = async () => 'not ' + real`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'), { stubs: { './gateway': 'stubs/gateway.ts' } })), ['not real'])
  })

  it('replaces a file of the app that is imported by an alias of the tsconfig', async () => {
    const files = {
      ...handler(`console.log(send())`, `import { send } from '@lib/mail'`),
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }',
      'lib/mail.ts': `export const send = () => 'real'`,
      'stub.ts': `import { send as real } from '@lib/mail'\nexport const send = () => 'not ' + real()`,
    }
    const trace = await runApp(files, publishing('a'), { stubs: { './lib/mail': 'stub.ts' } })
    assert.deepEqual([logsOf(trace), trace.end.notes], [['not real'], []])
  })

  it('replaces what an installed package imports, where its manifest names it', async () => {
    const files = {
      ...handler(`console.log(mail())`, `import { mail } from 'mailer'`),
      'node_modules/mailer/package.json': '{ "main": "index.js", "dependencies": { "transport": "1" } }',
      'node_modules/mailer/index.js': `exports.mail = () => require('transport').send()`,
      'node_modules/transport/index.js': `exports.send = () => 'real'`,
      'stub.js': `exports.send = () => 'stubbed'`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'), { stubs: { transport: 'stub.js' } })), ['stubbed'])
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['real'])
  })
})

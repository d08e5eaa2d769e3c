import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log, Region } from 'sarif'
import manifest from '../../../package.json'
import { lintCodes } from '../../../src/graph/lints/lintCodes'
import type { EventGraph } from '../../../src/model/graph'
import { runCli, type CliResult } from '../../support/runCli'
import { inWorkspace, type Files } from '../graph/inWorkspace'

const sdk = "import { events } from '@ampt/sdk'\n"
/** An error, an ignored event in a folder whose name has to be escaped. */
const wrong = { 'a b/index.ts': `${sdk}events.publish('a')\nevents.publish('b', {})\n` }

const graph = (files: Files, ...args: string[]): Promise<CliResult> => inWorkspace(files, (folder) => runCli('graph', folder, ...args))

describe('ampt-events graph', () => {
  it('takes a module of the name that is given for the SDK', async () => {
    const own = { 'index.ts': "import { events } from '@acme/ampt'\nevents.on('a', () => {})" }
    const eventsOf = async (...args: string[]): Promise<string[]> =>
      (JSON.parse((await graph(own, '--json', ...args)).stdout) as EventGraph).events.map(({ name }) => name)
    assert.deepEqual(await eventsOf(), [])
    assert.deepEqual(await eventsOf('--sdk-module', '@acme/other', '--sdk-module', '@acme/ampt'), ['a'])
  })
})

describe('ampt-events graph --lint', () => {
  it('prints a line for each lint and how many there are, and exits with 1 for an error', async () => {
    const { code, stdout } = await graph(wrong, '--lint')
    assert.equal(code, 1)
    assert.deepEqual(stdout.trim().split('\n'), [
      'a b/index.ts:2:1 error publish-missing-body This publish has no body, so it fails. Write publish(name, body); an empty body is {}.',
      'a b/index.ts:2:16 warning unknown-event No handler is registered for "a", so it is ignored.',
      'a b/index.ts:3:16 warning unknown-event No handler is registered for "b", so it is ignored.',
      '',
      '1 error, 2 warnings.',
    ])
  })

  it('exits with 0 without an error, and without the option', async () => {
    const right = { 'index.ts': `${sdk}events.on('a', () => {})\nevents.publish('a', {})` }
    const { code, stdout } = await graph(right, '--lint')
    assert.deepEqual([code, stdout], [0, 'No lints.\n'])
    assert.equal((await graph(wrong)).code, 0)
  })

  it('takes levels from package.json, and says what it cannot read there', async () => {
    const manifest = (lints: unknown): Files => ({ ...wrong, 'package.json': JSON.stringify({ amptEvents: { lints } }, null, 2) })
    const { code, stdout } = await graph(manifest({ 'publish-missing-body': 'off', 'unknown-event': 'information' }), '--lint')
    assert.deepEqual([code, stdout.trim().split('\n').at(-1)], [0, '2 information.'])
    const mistaken = await graph(manifest({ 'unknown-evnt': 'off', 'unknown-event': 'fatal' }))
    assert.match(mistaken.stdout, /package.json:4:7 {2}There is no lint "unknown-evnt". Did you mean "unknown-event"\?/)
    assert.match(mistaken.stdout, /package.json:5:7 {2}The level of "unknown-event" is "error", "warning", "information" or "off"./)
  })

  it('prints the graph too where that is asked for', async () => {
    const both = await graph(wrong, '--lint', '--text')
    assert.match(both.stdout, /no handler[^]*1 error, 2 warnings/)
    const json = await graph(wrong, '--lint', '--json')
    assert.deepEqual([json.code, (JSON.parse(json.stdout) as EventGraph).lints.length], [1, 3])
  })
})

describe('ampt-events graph --sarif', () => {
  const logOf = (files: Files): Promise<Log> =>
    inWorkspace(files, (folder) => {
      const { code, stderr } = runCli('graph', folder, '--sarif', join(folder, 'out.sarif'))
      assert.equal(code, 0, stderr)
      return JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')) as Log
    })

  it('writes a log in which all that refers to something finds it', async () => {
    const log = await logOf(wrong)
    assert.deepEqual([log.version, log.runs.length], ['2.1.0', 1])
    const [run] = log.runs
    const { rules = [], version } = run!.tool.driver
    assert.equal(version, manifest.version)
    assert.deepEqual(
      rules.map(({ id }) => id),
      lintCodes,
    )
    for (const { shortDescription, help, defaultConfiguration } of rules) {
      assert.ok(shortDescription?.text && help?.text)
      assert.ok(['error', 'warning', 'note'].includes(defaultConfiguration!.level!))
    }
    const bases = run!.originalUriBaseIds!
    for (const { uri } of Object.values(bases)) assert.match(uri!, /^file:\/\/\/.*\/$/)
    assert.equal(run!.results!.length, 3)
    for (const { ruleId, ruleIndex, level, message, locations } of run!.results!) {
      assert.equal(rules[ruleIndex!]?.id, ruleId)
      assert.ok(['error', 'warning', 'note'].includes(level!) && message.text)
      const { artifactLocation, region } = locations![0]!.physicalLocation!
      assert.equal(artifactLocation!.uri, 'a%20b/index.ts')
      assert.ok(artifactLocation!.uriBaseId! in bases)
      assertRegion(region!)
    }
    assert.deepEqual(
      run!.invocations!.map(({ executionSuccessful }) => executionSuccessful),
      [true],
    )
  })

  it('writes fixes as replacements', async () => {
    const [result] = (await logOf(wrong)).runs[0]!.results!
    assert.deepEqual(result!.fixes, [
      {
        description: { text: 'Add an empty body' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'a%20b/index.ts', uriBaseId: 'SRCROOT' },
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 19, endLine: 2, endColumn: 19 },
                insertedContent: { text: ', {}' },
              },
            ],
          },
        ],
      },
    ])
  })

  it('tells what could not be read', async () => {
    const [run] = (await logOf({ 'index.ts': `${sdk}events.publish(` })).runs
    assert.match(run!.invocations![0]!.toolExecutionNotifications![0]!.message.text!, /^Syntax error/)
  })
})

function assertRegion({ startLine, startColumn, endLine, endColumn }: Region): void {
  for (const number of [startLine, startColumn, endLine, endColumn]) assert.ok(Number.isInteger(number) && number! >= 1)
  assert.ok(endLine! > startLine! || (endLine === startLine && endColumn! >= startColumn!))
}

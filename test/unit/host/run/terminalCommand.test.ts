import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSimulateArguments } from '../../../../src/cli/simulateArguments'
import { terminalCommand, type AskedRun } from '../../../../src/host/run/terminalCommand'
import type { PublishStep, Scenario } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'

describe('terminalCommand', () => {
  let bin: string
  before(() => {
    bin = mkdtempSync(join(tmpdir(), 'ampt-events-bin-'))
    writeFileSync(join(bin, 'ampt-events'), '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done\n')
    chmodSync(join(bin, 'ampt-events'), 0o755)
    writeFileSync(join(bin, '.env'), 'FROM_FILE=yes\n')
  })
  after(() => rmSync(bin, { recursive: true, force: true }))

  const publish = (step: Partial<PublishStep> = {}): PublishStep => ({ kind: 'publish', atMs: 0, name: 'a', body: {}, ...step })
  const asked = (scenario: Partial<Scenario>, more: Partial<AskedRun> = {}): AskedRun => ({
    folder: '/apps/shop',
    entry: 'src/index.ts',
    scenario: { ...defaultScenario, steps: [publish()], ...scenario },
    paramsFile: null,
    ...more,
  })
  /** The arguments of the program when a shell runs the line. */
  const inShell = (line: string, env: Record<string, string> = {}): string[] =>
    execFileSync('sh', ['-c', line], { encoding: 'utf8', env: { PATH: `${bin}:${process.env['PATH']}`, ...env } })
      .split('\0')
      .slice(0, -1)
  const reread = (run: AskedRun, env?: Record<string, string>) => {
    const [command, ...args] = inShell(terminalCommand(run).line, env)
    assert.equal(command, 'simulate')
    return readSimulateArguments(args, '/')
  }

  it('says what differs from the defaults, and no more', () => {
    const { line, variables } = terminalCommand(asked({ steps: [publish({ name: 'order.placed', body: { id: 1 } })] }))
    assert.equal(line, `ampt-events simulate /apps/shop --entry src/index.ts --publish order.placed --body '{"id":1}'`)
    assert.deepEqual(variables, [])
  })

  it('asks for the same run, whatever is in its texts', () => {
    const run = asked(
      {
        steps: [publish({ name: '-it\'s $(rm) `x` "y" !!', after: 90_061_001, body: { "o'clock": '\u202e\n$HOME', deep: [-1, null] } })],
        seed: -7,
        duplicates: 0.25,
        reorderMs: 10_000,
        instances: 3,
        coldStarts: 0.5,
        contract: 'sdk',
        untilMs: 90_061_001,
        timeZone: 'Europe/Berlin',
        network: 'stub',
        allowedHosts: ['api.example.com', '::1'],
        isHardened: true,
      },
      { folder: "/apps/it's a shop", entry: '-entry.ts' },
    )
    const { folder, entry, scenario } = reread(run)
    assert.deepEqual({ folder, entry, scenario }, { folder: run.folder, entry: run.entry, scenario: run.scenario })
  })

  it('quotes what zsh takes for the path of a program', () => {
    assert.match(terminalCommand(asked({ steps: [publish({ name: '=ls' })] })).line, /--publish '=ls' /)
  })

  it('takes a body that begins as an option does', () => {
    assert.deepEqual(reread(asked({ steps: [publish({ body: -5 })] })).scenario.steps, [publish({ body: -5 })])
  })

  it('holds no value of a parameter or of the environment, and stops where the shell does not have it', () => {
    const run = asked({ params: { KEY: 'secret', 'mail.from': 'secret' }, env: { TOKEN: 'secret' } }, { folder: bin, paramsFile: '.env' })
    const { line, variables } = terminalCommand(run)
    assert.ok(!line.includes('secret'), line)
    assert.deepEqual(variables, ['KEY', 'mail_from', 'TOKEN'])
    assert.throws(() => execFileSync('sh', ['-c', line], { stdio: 'ignore', env: { PATH: `${bin}:${process.env['PATH']}`, KEY: 'x' } }))
    process.env['TOKEN'] = 'mine'
    try {
      const { params, env } = reread(run, { KEY: 'it is mine', mail_from: 'me' }).scenario
      assert.deepEqual([params, env], [{ FROM_FILE: 'yes', KEY: 'it is mine', 'mail.from': 'me' }, { TOKEN: 'mine' }])
    } finally {
      delete process.env['TOKEN']
    }
  })

  it('refuses what a terminal acts on as it is pasted', () => {
    assert.throws(() => terminalCommand(asked({ steps: [publish({ name: 'a\u001b[201~rm' })] })), /has control characters/)
  })
})

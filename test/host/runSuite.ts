// Runs inside VS Code: the module that `extensionTestsPath` names. Its tests lie beside it, bundled.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type Mocha from 'mocha'
import { suiteMark } from './suiteMark'

/** Rejects when a test failed. */
export async function run(): Promise<void> {
  const { default: MochaRunner } = await import('mocha')
  const mocha = new MochaRunner({
    ui: 'bdd',
    timeout: 60_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: ConsoleReporter as unknown as Mocha.ReporterConstructor,
  })
  for (const file of readdirSync(__dirname)) if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file))
  const failures = await new Promise<number>((done) => mocha.run(done))
  if (failures > 0) throw new Error(`${failures} tests of the suite failed.`)
}

class ConsoleReporter {
  constructor(runner: Mocha.Runner) {
    let passed = 0
    let failed = 0
    runner.on('pass', ({ title }) => {
      passed++
      print(`  ✔ ${title}`)
    })
    runner.on('fail', (test, error: Error) => {
      failed++
      print(`  ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`)
    })
    runner.on('end', () => print(`  ${passed} passing${failed > 0 ? `\n  ${failed} failing` : ''}`))
  }
}

function print(text: string): void {
  for (const line of text.split('\n')) console.log(`${suiteMark}${line}`)
}

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from 'sarif'
import type { RunReport } from '../../src/report/reportRun'
import { code, plain } from '../../src/host/language/markdown'
import { runDiagnostics } from '../../src/host/run/runDiagnostics'
import { runTitle } from '../../src/host/run/runTitle'
import { shownText } from '../../src/host/shownText'
import { renderDiagram } from '../../src/timeline/renderDiagram'
import { runCli, type CliResult } from '../support/runCli'
import { defaultScenario } from '../../src/simulator/defaultScenario'
import { handler, run, withApp } from '../support/runApp'

const hostile: readonly (readonly [what: string, text: string])[] = [
  ['an ANSI escape', '\u001b[2J\u001b]0;owned\u0007'],
  ['a C1 control', '\u009b31m'],
  ['HTML', '</script><img src=x onerror=alert(1)>'],
  ['a command link', '[click](command:workbench.action.quit)'],
  ['an icon', '$(sync~spin)'],
  ['a turn of direction', '\u202egnp.exe\u2066'],
  ['line breaks', 'one\r\nStopped: two\u2028three'],
  ['a name of objects', '__proto__'],
  ['half a character', '\ud800x'],
  ['a Mermaid end', '"]; click a "javascript:alert(1)"'],
]

/** Characters that a terminal would obey, that turn the direction of writing, or that are none. */
// eslint-disable-next-line no-control-regex -- these are what must not come through
const live = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Cs}\u2028\u2029]/u

const texts = hostile.map(([, text]) => text)

/** An app that puts each text everywhere where it can: name, body, log, error, stack. */
const app = {
  'index.ts': `import { events } from '@ampt/sdk'
${texts.map((text) => `events.on(${JSON.stringify(text)}, ({ name }) => use(name))`).join('\n')}
async function use(text: string) {
  console.log(text)
  await events.publish('x:' + text, { [text]: text })
  throw Object.assign(new Error(text), { name: text })
}`,
}

/** The names go by a file: half a character cannot stand on a command line. */
function simulate(folder: string, names: readonly string[], ...more: string[]): CliResult {
  const scenario = join(folder, 'scenario.events.json')
  writeFileSync(scenario, JSON.stringify({ publish: names.map((name) => ({ name })) }))
  return runCli('simulate', folder, '--scenario', scenario, '--until', '10 minutes', ...more)
}

describe('text of the app stays text', () => {
  it('in the terminal and in a page', () =>
    withApp(app, (folder) => {
      const page = join(folder, 'page.html')
      const shown = simulate(folder, texts, '--html', page).stdout
      assert.doesNotMatch(shown, live)
      assert.ok(!/^Stopped: two/m.test(shown))
      const html = readFileSync(page, 'utf8')
      assert.equal(html.match(/<\/script/g)!.length, 2)
      assert.ok(!html.includes('<img'))
    }))

  it('in JSON, which has it as it is', () =>
    withApp(app, (folder) => {
      const json = simulate(folder, texts, '--json').stdout
      assert.doesNotMatch(json, live)
      const { events } = JSON.parse(json) as RunReport
      for (const [what, text] of hostile) {
        const own = events.find(({ name }) => name === text)
        assert.equal(own?.attempts[0]!.handlers[0]!.error!.message, text, what)
        assert.equal(own.attempts[0].logs[0]!.text, text, what)
        assert.deepEqual(Object.entries(events.find(({ name }) => name === `x:${text}`)!.body as object), [[text, text]], what)
      }
    }))

  it('in all forms of the graph', () =>
    withApp(app, (folder) => {
      for (const form of [[], ['--mermaid'], ['--lint']]) assert.doesNotMatch(runCli('graph', folder, ...form).stdout, live)
      const sarif = join(folder, 'lints.sarif')
      runCli('graph', folder, '--sarif', sarif)
      const messages = (JSON.parse(readFileSync(sarif, 'utf8')) as Log).runs[0]!.results!.map(({ message }) => message.text!)
      assert.ok(messages.some((message) => message.includes('\\[click\\]')))
      for (const message of messages) assert.doesNotMatch(message, /(?<!\\)\[[^\]]*(?<!\\)\]\(/)
    }))

  it('in titles, notifications, diagnostics and markdown', () =>
    withApp(app, async (folder) => {
      const steps = texts.map((name) => ({ kind: 'publish' as const, atMs: 0, name, body: {} }))
      const trace = await run(folder, { ...defaultScenario, steps, untilMs: 600_000 })
      assert.equal(runDiagnostics(trace).length, hostile.length)
      for (const { message } of runDiagnostics(trace)) assert.doesNotMatch(message, live)
      assert.doesNotMatch(renderDiagram(trace), live)
      for (const [what, text] of hostile) {
        assert.doesNotMatch(runTitle(text, trace), live, what)
        for (const written of [code(text), plain(text), shownText(text)]) assert.doesNotMatch(written, live, what)
        assert.doesNotMatch(shownText(text), /\]\(|\$\(/, what)
        assert.doesNotMatch(plain(text), /(?<!\\)\[|<|(?<!\\)\(/, what)
      }
    }))

  it('when it is a megabyte long: a line shows what can be read of it', () =>
    withApp(handler(`console.log('x'.repeat(1e6)); throw new Error('y'.repeat(1e6))`), (folder) => {
      const shown = simulate(folder, ['a']).stdout
      assert.ok(shown.length < 20_000, String(shown.length))
      assert.match(shown, /y… \(99\d,\d{3} more characters\)/)
    }))

  it('in the error of an app that does not load', () =>
    withApp({ 'index.js': `throw new Error(${JSON.stringify(texts.join(' '))})` }, (folder) => {
      const { code: exit, stderr } = simulate(folder, ['a'])
      assert.equal(exit, 3)
      assert.doesNotMatch(stderr, live)
    }))
})

// Every check of the project, each with its time and what it printed when it is done; what failed comes last, before one line that counts
// the tests. One after the other: tests of the editor on a machine that is busy beside fail by chance. `npm test`.
import { spawn } from 'node:child_process'

const checks = [
  ['Types', 'types'],
  ['Lint', 'lint'],
  ['Format', 'format'],
  ['Dead code', 'dead-code'],
  ['Golden tests', 'test:golden'],
  ['Unit and property tests', 'test:unit'],
  ['What reaches past the simulated world, under newer versions of Node', 'test:nodes'],
  ['Pages in Chromium', 'test:webview'],
  ['Extension in VS Code', 'test:host'],
]

const failed = []
const tests = { passed: 0, failed: 0 }
for (const [title, script] of checks) await runCheck(title, script)

for (const { title, output } of failed) console.log(`\n── FAILED: ${title}\n${output}`)
console.log(failed.length === 0 ? '\nEvery check passed.' : `\nFailed: ${failed.map(({ title }) => title).join(' · ')}.`)
console.log(`${tests.passed} passed, ${tests.failed} failed`)
process.exitCode = failed.length === 0 ? 0 : 1

async function runCheck(title, script) {
  const started = Date.now()
  const { code, output } = await npmRun(script)
  tests.passed += sum(output, /^\s*(\d+) passing\b/gm)
  tests.failed += sum(output, /^\s*(\d+) failing\b/gm)
  const end = `${code === 0 ? 'done' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`
  console.log(`\n── ${title} (npm run ${script}): ${end}`)
  if (code !== 0) failed.push({ title, output })
  else if (output.trim() !== '') console.log(output.trimEnd())
}

/** Runs a script; gives its exit code, null where a signal ended it, and all that it printed. */
function npmRun(script) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece) => (output += piece))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, output }))
  })
}

function sum(text, pattern) {
  return [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0)
}

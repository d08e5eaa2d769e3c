// Every check of the project, in order, each with its time; ends with one line that counts the tests. `npm test`.
import { spawn } from 'node:child_process'

const checks = [
  ['Types', 'types'],
  ['Lint', 'lint'],
  ['Format', 'format'],
  ['Dead code', 'dead-code'],
  ['Gate build: only the extension may reach the editor', 'build'],
  ['Unit and property tests', 'test:unit'],
  ['Golden tests', 'test:golden'],
  ['What reaches past the simulated world, under newer versions of Node', 'test:nodes'],
  ['Pages in Chromium', 'test:webview'],
  ['Extension in VS Code', 'test:host'],
]

const failedChecks = []
const tests = { passed: 0, failed: 0 }
for (const [title, script] of checks) {
  const started = Date.now()
  console.log(`\n── ${title} (npm run ${script})`)
  const { code, output } = await npmRun(script)
  tests.passed += sum(output, /^\s*(\d+) passing\b/gm)
  tests.failed += sum(output, /^\s*(\d+) failing\b/gm)
  if (code !== 0) failedChecks.push(title)
  console.log(`── ${code === 0 ? 'done' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

console.log(failedChecks.length === 0 ? '\nEvery check passed.' : `\nFailed: ${failedChecks.join(' · ')}.`)
console.log(`${tests.passed} passed, ${tests.failed} failed`)
process.exitCode = failedChecks.length === 0 ? 0 : 1

/** Shows what the script prints while it runs, and gives it for counting. */
function npmRun(script) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' })
  let output = ''
  child.stdout.on('data', (piece) => {
    output += piece
    process.stdout.write(piece)
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, output }))
  })
}

function sum(text, pattern) {
  return [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0)
}

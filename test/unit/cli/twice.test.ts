import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Difference } from '../../../src/report/firstDifference'
import type { RunReport } from '../../../src/report/reportRun'
import { withApp } from '../../support/runApp'
import { runCli, type CliResult } from '../../support/runCli'

const beginning = `const { events } = require('@ampt/sdk')
const { generateKeyPairSync } = require('node:crypto')
const os = require('node:os')
events.on('a', async () => {
`

const simulateTwice = (handler: string, ...options: string[]): Promise<CliResult> =>
  withApp({ 'index.js': `${beginning}${handler}\n})\n` }, (folder) => runCli('simulate', folder, '--publish', 'a', '--twice', ...options))

describe('ampt-events simulate --twice', () => {
  it('says that a run is the same again, though it asks for time, chance, its process and its machine', async () => {
    const { code, stdout } = await simulateTwice(
      `  console.log(Date.now(), performance.now(), process.hrtime.bigint(), Math.random(), crypto.randomUUID())
  console.log(process.pid, process.uptime(), os.hostname(), os.uptime(), os.loadavg(), os.freemem())
  await new Promise((wake) => setTimeout(wake, 1000))
  if (Math.random() < 2) throw new Error(String(Math.random()))`,
      '--until',
      '1 day',
    )
    assert.match(stdout, /The run was repeated, and was the same\.$/m)
    assert.equal(code, 0)
  })

  it('names the first step that differs, its line, and the calls that nothing controls', async () => {
    const { code, stdout } = await simulateTwice(`  console.log('fine')
  const { publicKey } = generateKeyPairSync('ed25519')
  await events.publish('b', { key: publicKey.export({ type: 'spki', format: 'pem' }) })`)
    const [told = ''] = /^Two equal runs differ[^]*$/m.exec(stdout) ?? []
    assert.match(told, /^Two equal runs differ, first in a#1, delivery 1, attempt 1 \(index\.js:7\):$/m)
    assert.match(told, /^ {2}effects\[0\]\.value\S*: ".*" in the first run, ".*" in the second$/m)
    assert.match(told, /^ {4}crypto\.generateKeyPairSync ed25519 \(index\.js:6\)$/m)
    assert.equal(code, 1)
  })

  it('tells the difference as data', async () => {
    const { stdout } = await simulateTwice(`  console.log(process.memoryUsage().heapUsed, process.cpuUsage())`, '--json')
    const { again, notSimulated } = JSON.parse(stdout) as RunReport & { again: { difference: Difference } }
    assert.equal(again.difference.step, 'a#1, delivery 1, attempt 1')
    assert.equal(again.difference.part, 'logs[0].text')
    assert.deepEqual(
      notSimulated.map(({ what, how, line }) => [what, how, line]),
      [
        ['process.memoryUsage', 'uncontrolled', 5],
        ['process.cpuUsage', 'uncontrolled', 5],
      ],
    )
  })

  it('compares runs that a count of events ends, which is the same each time', async () => {
    const { code, stdout } = await simulateTwice(`  await events.publish('a', {})`)
    assert.match(stdout, /^Stopped: "a" is event [\d,]+ of one chain of publishes[^]*^The run was repeated, and was the same\.$/m)
    assert.equal(code, 1)
  })

  it('does not repeat a run that the machine ended', async () => {
    const { code, stdout } = await simulateTwice(`  for (;;);`, '--json')
    const { stopped, again } = JSON.parse(stdout) as RunReport & { again?: unknown }
    assert.deepEqual([code, stopped?.reason, again], [1, 'stuck', undefined])
  })

  it('says why it compares nothing where the machine ended the repetition', async () => {
    // In a thread of its own, as the run of the command holds this one.
    const server = new Worker(
      `let requests = 0
      const server = require('node:http').createServer((_, response) => response.end(String(++requests)))
      server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port))`,
      { eval: true },
    )
    const [port] = (await once(server, 'message')) as [number]
    const handler = `  if ((await (await fetch('http://127.0.0.1:${port}/')).text()) === '2') for (;;);`
    const { code, stdout } = await simulateTwice(handler, '--allow-net', '127.0.0.1')
    await server.terminate()
    assert.match(
      stdout,
      /^The run was repeated, and not compared, since the repetition was cut: handler 1 of "a" at index\.js:4 did not give up control/m,
    )
    assert.equal(code, 1)
  })
})

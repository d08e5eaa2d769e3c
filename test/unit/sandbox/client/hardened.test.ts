import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { handler, logsOf, publishing, run, runApp, withApp } from '../../../support/runApp'
import { stopOf } from './stopOf'

describe('the hardened mode', () => {
  const hardened = { isHardened: true }

  it('runs an app with its files, its packages and its writes', async () => {
    const app = {
      ...handler(
        `writeFileSync('out.txt', 'x'); console.log(readFileSync('out.txt', 'utf8'), word, (await import('./late')).late)`,
        `import { readFileSync, writeFileSync } from 'node:fs'\nimport { word } from 'package'`,
      ),
      'late.ts': `export const late = 'y'`,
      'node_modules/package/package.json': '{ "name": "package", "main": "index.js" }',
      'node_modules/package/index.js': `exports.word = 'z'`,
    }
    const trace = await runApp(app, publishing('a', hardened))
    assert.deepEqual([logsOf(trace), trace.end.stopped], [['x z y'], null])
  })

  it('runs an app whose packages lie behind a link', async () => {
    const elsewhere = { 'package/package.json': '{ "name": "package" }', 'package/index.js': `exports.word = 'z'` }
    await withApp(elsewhere, (packages) =>
      withApp(handler('console.log(word)', `import { word } from 'package'`), async (folder) => {
        symlinkSync(packages, join(folder, 'node_modules'))
        assert.deepEqual(logsOf(await run(folder, publishing('a', hardened))), ['z'])
      }),
    )
  })

  it('runs an app of whose packages one lies behind a link, with its files', async () => {
    const elsewhere = {
      'package.json': '{ "name": "@own/package" }',
      'index.js': `exports.word = require('node:fs').readFileSync(require('node:path').join(__dirname, 'word.txt'), 'utf8')`,
      'word.txt': 'z',
    }
    await withApp(elsewhere, (place) =>
      withApp(handler('console.log(word)', `import { word } from '@own/package'`), async (folder) => {
        mkdirSync(join(folder, 'node_modules/@own'), { recursive: true })
        symlinkSync(place, join(folder, 'node_modules/@own/package'))
        assert.deepEqual(logsOf(await run(folder, publishing('a', hardened))), ['z'])
      }),
    )
  })

  it('logs what an app writes to a file of stdout', async () => {
    const body = `const fd = openSync('/dev/stdout', 'w'); writeSync(fd, 'z'); closeSync(fd); console.log('behind')`
    const trace = await runApp(handler(body, `import { closeSync, openSync, writeSync } from 'node:fs'`), publishing('a', hardened))
    assert.deepEqual(logsOf(trace), ['z', 'behind'])
  })

  it('says what Node refuses while the app is loaded', () =>
    assert.rejects(
      runApp(handler('', `import { readFileSync } from 'node:fs'\nreadFileSync('/etc/passwd')`), publishing('a', hardened)),
      /could not be loaded: Error: .*: \/etc\/passwd is not of the app, to whose files --hardened keeps it \(index\.ts:3:1\)/,
    ))

  it('lets Node itself refuse files of others and native code', async () => {
    const body = `for (const reach of [() => readFileSync('/etc/passwd'), () => process.binding('util'), () => process.dlopen({ exports: {} }, './x.node')])
      try { reach(); console.log('reached') } catch (error) { console.log(error.code) }`
    const trace = await runApp(handler(body, `import { readFileSync } from 'node:fs'`), publishing('a', hardened))
    assert.deepEqual(logsOf(trace), ['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED', 'ERR_DLOPEN_DISABLED'])
  })

  for (const [what, body] of [
    ['fs.read /etc/passwd', `readFileSync('/etc/passwd')`],
    ['fs.read /etc/passwd', `await promises.readFile('/etc/passwd')`],
    ['fs.read /etc', `writeFileSync('/etc/passwd', '')`],
    ['native add-on x.node', `process.dlopen({ exports: {} }, './x.node')`],
  ] as const) {
    it(`counts what Node refuses as its own refusal, not as the app's failure: ${body}`, async () => {
      const trace = await runApp(
        handler(body, `import { promises, readFileSync, writeFileSync } from 'node:fs'`),
        publishing('a', hardened),
      )
      assert.deepEqual([trace.events[0]!.state, trace.attempts.length], ['unknown', 1])
      assert.deepEqual(
        trace.end.notSimulated.map(({ what, target, how }) => [`${what} ${target}`, how]),
        [[what, 'denied']],
      )
    })
  }

  it('leaves the network to the rules of the run', async () => {
    const server = createServer((_request, response) => void response.end('reached'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const body = `console.log(await (await fetch('http://127.0.0.1:${port}/')).text())`
      const [allowed, denied] = [['127.0.0.1'], []].map((allowedHosts) =>
        runApp(handler(body), publishing('a', { ...hardened, allowedHosts })),
      )
      assert.deepEqual(logsOf(await allowed!), ['reached'])
      assert.equal((await denied!).events[0]!.state, 'unknown')
    } finally {
      server.close()
    }
  })

  it('lists what it refused though the app caught the error', async () => {
    const body = `try { readFileSync('/etc/passwd') } catch {}`
    const trace = await runApp(handler(body, `import { readFileSync } from 'node:fs'`), publishing('a', hardened))
    assert.deepEqual([trace.events[0]!.state, trace.end.notSimulated.map(({ what }) => what)], ['handled', ['fs.read']])
  })

  it('names a stuck handler without the line where it is, and keeps what ran before', async () => {
    // What is read has the loop turn, which sends what ran before. A machine that is busy may keep a thread from running for seconds.
    const body = `console.log('attempt', event.attempt)\nawait (await import('node:fs/promises')).stat('index.ts')\nif (event.attempt < 3) throw new Error('again')\nfor (;;) {}`
    const stop = await stopOf(body, { stuckMs: 2000 }, hardened)
    assert.deepEqual([stop.reason, stop.event, stop.site], ['stuck', 'a', null])
    assert.match(stop.message, /^handler 1 of "a" at index\.ts:3 did not give up control for 2 s:/)
    assert.deepEqual(logsOf(stop.trace).slice(0, 2), ['attempt 1', 'attempt 2'])
  })
})

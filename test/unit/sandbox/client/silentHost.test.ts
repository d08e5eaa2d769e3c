import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { handler, installed, logsOf, publishing, runApp } from '../../../support/runApp'
import { withSilentServer } from '../../../support/withSilentServer'
import { within } from './stopOf'

/** More than fit into the queue of a server that takes none. */
const MANY = 20

/** Gives the port of a server that takes no connections any more, and refuses none: its process is stopped, and its queue full. */
async function withFullServer(use: (port: number) => Promise<void>): Promise<void> {
  const program = `const s = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.send(s.address().port))`
  const server = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const sockets: Socket[] = []
  try {
    const [port] = (await once(server, 'message')) as [number]
    server.kill('SIGSTOP')
    for (let each = 0; each < MANY; each++) sockets.push(connect(port, '127.0.0.1').on('error', () => undefined))
    await use(port)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.kill('SIGKILL')
  }
}

describe('a host that never answers', () => {
  const imports = `import http from 'node:http'\nimport net from 'node:net'\nimport 'undici'`
  const url = (port: number): string => `'http://127.0.0.1:${port}/'`
  for (const [what, ask] of [
    ['fetch', (port) => `fetch(${url(port)})`],
    [
      'fetch that the app calls off',
      (port) => `fetch(${url(port)}, { signal: AbortSignal.timeout(3000) }).catch((error) => console.log(error.name))`,
    ],
    ['http.get', (port) => `new Promise((done, fail) => http.get(${url(port)}, done).on('error', fail))`],
    ['a socket', (port) => `new Promise((done) => net.connect(${port}, '127.0.0.1').on('data', done).write('hi'))`],
  ] satisfies [string, (port: number) => string][]) {
    it(`is waited for in vain for a while, then time passes: ${what}`, () =>
      withSilentServer(async (port) => {
        const scenario = publishing('a', { ...within({ wallMs: 4000 }), allowedHosts: ['127.0.0.1'] })
        const trace = await runApp(
          { ...handler(`if (event.attempt === 1) await ${ask(port)}`, imports), ...installed({ undici: require.resolve('undici') }) },
          scenario,
        )
        const { durationMs } = trace.attempts
        const isOff = what.includes('off')
        assert.deepEqual([trace.end.stopped, trace.events[0]!.state, durationMs[0]], [null, 'handled', isOff ? 3000 : 5000])
        assert.deepEqual(logsOf(trace), isOff ? ['TimeoutError'] : [])
        assert.ok(
          trace.end.notes.some((note) => note.startsWith(`127.0.0.1:${port} did not answer within 1.2 s`)),
          trace.end.notes.join(),
        )
      }))
  }

  for (const [what, ask] of [
    ['net.connect', (port) => `net.connect(${port}, '127.0.0.1')`],
    ['tls.connect', (port) => `tls.connect(${port}, '127.0.0.1')`],
    ['http.get', (port) => `http.get(${url(port)})`],
  ] satisfies [string, (port: number) => string][]) {
    it(`is let go alike where it does not even take the connection, and the app may close what it has of it: ${what}`, () =>
      withFullServer(async (port) => {
        const scenario = publishing('a', { ...within({ wallMs: 4000 }), allowedHosts: ['127.0.0.1'] })
        const body = `if (event.attempt > 1) return
          const socket = ${ask(port)}
          await new Promise((done, fail) => { socket.on('error', fail); setTimeout(() => socket.destroy(new Error('enough')), 1000) })`
        const trace = await runApp(
          handler(body, `import http from 'node:http'\nimport net from 'node:net'\nimport tls from 'node:tls'`),
          scenario,
        )
        assert.deepEqual([trace.end.stopped, trace.events[0]!.state, trace.attempts.durationMs[0]], [null, 'handled', 1000])
        assert.equal(trace.details[0]!.handlers[0]!.error?.message, 'enough')
        assert.ok(
          trace.end.notes.some((note) => note.startsWith(`127.0.0.1:${port} did not answer within 1.2 s`)),
          trace.end.notes.join(),
        )
      }))
  }
})

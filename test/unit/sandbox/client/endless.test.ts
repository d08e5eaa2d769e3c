import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scenario } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { elfFile } from '../../../support/elfFile'
import { handler, logsOf, publishing, runApp, withApp } from '../../../support/runApp'

describe('an app cannot end the run', () => {
  const ends = async (body: string, before = ''): Promise<readonly string[]> => {
    const trace = await runApp(handler(body, before), publishing('a', { untilMs: 10 }))
    assert.equal(trace.end.stopped, null)
    return trace.details.flatMap(({ handlers }) => handlers.map(({ outcome, error }) => `${outcome}: ${error?.message ?? ''}`))
  }
  const exits = `process.on('uncaughtException', () => process.exit(1))`

  for (const [what, body, before, expected] of [
    ['by leaving a process that it is no child of', `process.disconnect()`, '', 'rejected: process.disconnect is not a function'],
    [
      'by an exit when nobody caught an error',
      `setTimeout(() => { throw new Error('x') }); await new Promise(() => {})`,
      exits,
      'exited: process.exit(1) was called',
    ],
    [
      'by an exit when a callback of Node threw',
      `readFile('none', () => { throw new Error('x') }); await new Promise(() => {})`,
      `import { readFile } from 'node:fs'\n${exits}`,
      'exited: process.exit(1) was called',
    ],
    [
      'by taking away who listens',
      `readFile('none', () => { throw new Error('x') }); await new Promise(() => {})`,
      `import { readFile } from 'node:fs'\nprocess.removeAllListeners()`,
      'threw: x',
    ],
    ['by saying that its parent is gone', `process.emit('disconnect')`, '', 'handled: '],
    ['by taking away a global', `globalThis.JSON = null; await events.publish('b', {})`, '', 'handled: '],
  ] as const) {
    it(what, async () => {
      assert.deepEqual(await ends(body, before), [expected])
    })
  }
})

describe('what an app leaves open holds no run open', () => {
  it('watches of files, which the run says that it does not simulate', async () => {
    const watches = `watch('.', () => {})\nwatchFile('index.ts', () => {})\nvoid (async () => { for await (const change of promises.watch('.')); })()`
    const trace = await runApp(handler('', `import { promises, watch, watchFile } from 'node:fs'\n${watches}`), publishing('a'))
    assert.deepEqual([trace.events[0]!.state, trace.end.stopped], ['handled', null])
    assert.deepEqual(
      trace.end.notSimulated.map(({ what, site }) => [what, site?.line]),
      ['fs.watch', 'fs.watchFile', 'fs.watch'].map((what, index) => [what, 3 + index]),
    )
  })

  it('ports and channels of messages, which arrive all the same', async () => {
    const before = `const heard = new BroadcastChannel('c')\nheard.onmessage = ({ data }) => console.log(data)`
    const body = `const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => port1.postMessage(data + ' and back')
      port2.on('message', (data) => console.log(data))
      port2.postMessage('there')
      new BroadcastChannel('c').postMessage('to all')
      await new Promise((done) => setTimeout(done, 1))`
    const trace = await runApp(handler(body, before), publishing('a'))
    const logs = [...logsOf(trace), ...trace.calls.flatMap(({ logs }) => logs.map(({ text }) => text))]
    assert.deepEqual([logs, trace.end.stopped], [['there and back', 'to all'], null])
  })
})

describe('who listens to its process', () => {
  it('is told of errors that nobody caught, which then fail no attempt', async () => {
    const before = `process.on('uncaughtException', (error) => console.log(error.message))\nprocess.on('unhandledRejection', (error) => console.log(error.message))`
    const body = `setTimeout(() => { throw new Error('thrown') }); Promise.reject(new Error('rejected')); await new Promise((done) => setTimeout(done, 10))`
    const trace = await runApp(handler(body, before), publishing('a'))
    assert.deepEqual([trace.events[0]!.state, logsOf(trace)], ['handled', ['rejected', 'thrown']])
  })

  it('is told of what a microtask throws, which else fails the attempt that queued it', async () => {
    const body = `queueMicrotask(() => { throw new Error('micro') })`
    const alone = await runApp(handler(body), publishing('a', { untilMs: 0 }))
    assert.deepEqual(
      alone.details[0]!.handlers.map(({ outcome, error }) => [outcome, error?.message]),
      [['threw', 'micro']],
    )
    const heard = await runApp(handler(body, `process.on('uncaughtException', ({ message }) => console.log(message))`), publishing('a'))
    assert.deepEqual([heard.events[0]!.state, logsOf(heard)], ['handled', ['micro']])
  })

  it('hears nothing of another instance', async () => {
    const scenario = publishing('a', { steps: [0, 1].map((atMs) => ({ kind: 'publish', atMs, name: 'a', body: {} })), instances: 2 })
    const trace = await runApp(handler(`console.log(process.listenerCount('x'))`, `process.on('x', () => {})`), scenario)
    assert.deepEqual(logsOf(trace), ['1'])
  })
})

describe('a native add-on', () => {
  const load = (names: readonly string[], changes: Partial<Scenario> = {}): Promise<Trace> => {
    const before = `import { createRequire } from 'node:module'`
    const body = `createRequire(import.meta.url)(process.env.ADDON!)`
    return withApp({ 'add.node': '' }, (folder) => {
      const file = join(folder, 'add.node')
      writeFileSync(file, elfFile(names))
      return runApp(handler(body, before), publishing('a', { untilMs: 0, env: { ADDON: file }, ...changes }))
    })
  }
  const told = ({ end, details }: Trace): unknown => [
    end.notSimulated.map(({ what, how, site }) => [what, how, site?.line]),
    details[0]!.effects.map(({ kind, denied }) => [kind, denied]),
  ]

  it('that opens sockets is denied, recorded as an effect, and leaves the outcome unknown', async () => {
    const trace = await load(['napi_create_function', 'connect'])
    assert.deepEqual(told(trace), [[['native add-on', 'denied', 4]], [['native add-on', true]]])
    assert.equal(trace.events[0]!.state, 'unknown')
  })

  it('that has files stay on the disk, as databases do, is denied likewise', async () => {
    for (const name of ['fsync', 'fdatasync', '_fsync']) {
      const trace = await load(['napi_create_function', 'open64', name])
      assert.deepEqual([told(trace), trace.events[0]!.state], [[[['native add-on', 'denied', 4]], [['native add-on', true]]], 'unknown'])
      assert.match(trace.details[0]!.handlers[0]!.error!.message, /add\.node was denied: it keeps files on the disk, past the layer/)
    }
  })

  it('that does neither is loaded, and listed as what nothing controls', async () => {
    assert.deepEqual(told(await load(['napi_create_function'])), [[['native add-on', 'uncontrolled', 4]], []])
  })

  it('is loaded where the network is allowed', async () => {
    assert.deepEqual(told(await load(['connect'], { network: 'allow' })), [[['native add-on', 'uncontrolled', 4]], []])
  })
})

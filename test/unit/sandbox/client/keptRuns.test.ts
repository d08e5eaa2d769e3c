import assert from 'node:assert/strict'
import type { Scenario } from '../../../../src/model/scenario'
import { handler, logsOf, publishing, runApp } from '../../../support/runApp'
import { children } from '../../../support/children'
import { withSilentServer } from '../../../support/withSilentServer'
import { stopOf, within } from './stopOf'

describe('what ran so far is kept', () => {
  it('when one call takes far more memory than the run may have', async () => {
    const body = `if (event.attempt < 300) throw new Error('again')\nconst all = new Array(2 ** 25).fill(1.5)\nfor (;;) all[0]++`
    const trace = await runApp(handler(body), publishing('a', within({ heapMb: 80, stuckMs: 20_000 })))
    assert.deepEqual([trace.end.stopped?.reason, trace.end.stopped?.event], ['out-of-memory', 'a'])
    assert.match(trace.end.stopped!.message, /^handler 1 of "a" at index\.ts:3 needed more than the 80 MB/)
    assert.equal(trace.attempts.length, 300)
  })

  const before = `console.log('attempt', event.attempt)\nif (event.attempt < 3) throw new Error('again')`

  it('when the process is killed from outside while the app waits', () =>
    withSilentServer(async (port, onAsked) => {
      const body = `${before}\nawait new Promise((resolve) => net.connect(${port}, '127.0.0.1').on('data', resolve))`
      let told = (): void => undefined
      const onTold = new Promise<void>((resolve) => (told = resolve))
      const onProgress = ({ attempts }: { attempts: number }): void => void (attempts === 2 && told())
      const imports = `import net from 'node:net'\nimport { http } from '@ampt/sdk'\nhttp.use('/x', () => new Response('answer'))`
      const steps: Scenario['steps'] = [
        { kind: 'request', atMs: 0, method: 'GET', path: '/x' },
        { kind: 'publish', atMs: 1, name: 'a', body: {} },
      ]
      const run = runApp(handler(body, imports), publishing('a', { allowedHosts: ['127.0.0.1'], steps }), { onProgress })
      await Promise.all([onAsked, onTold])
      for (const pid of children()) process.kill(pid, 'SIGKILL')
      const trace = await run
      assert.equal(trace.attempts.length, 2)
      assert.deepEqual(logsOf(trace), ['attempt 1', 'attempt 2'])
      assert.deepEqual(
        trace.calls.map(({ response }) => response?.body),
        [undefined, 'answer'],
      )
      assert.match(trace.end.stopped!.message, /^The process of the app ended by SIGKILL\./)
    }))

  it('when it is interrupted while the app waits for a reply, the attempt that is under way included', () =>
    withSilentServer(async (port, onAsked) => {
      const url = `http://127.0.0.1:${port}/`
      const body = `console.log('one'); await data.set('k', { a: 1 }); await fetch('${url}')`
      const interrupt = new AbortController()
      const scenario = publishing('a', { allowedHosts: ['127.0.0.1'] })
      const run = runApp(handler(body, `import { data } from '@ampt/data'`), scenario, { signal: interrupt.signal })
      await onAsked
      interrupt.abort()
      const trace = await run
      assert.deepEqual([trace.end.stopped?.reason, trace.attempts.length, logsOf(trace)], ['interrupted', 1, ['one']])
      assert.deepEqual(
        trace.details[0]!.effects.map(({ kind, target }) => `${kind} ${target}`),
        ['data.set k', `fetch ${url}`],
      )
      assert.deepEqual([trace.end.data['k'], trace.end.notSimulated.length], [{ a: 1 }, 1])
      assert.match(trace.end.waiting[0]!.message, new RegExp(`waits for a reply of 127\\.0\\.0\\.1:${port}\\.`))
    }))

  it('when a handler is stuck, the attempt that is under way included', async () => {
    const { trace } = await stopOf(`${before}\nfor (;;) {}`, { stuckMs: 300 })
    assert.deepEqual(logsOf(trace), ['attempt 1', 'attempt 2', 'attempt 3'])
  })

  it('when the app exits where no error may be thrown', async () => {
    const body = `${before}\nreadFile('none', () => { throw new Error('x') }); await new Promise(() => {})`
    const exits = `process.setUncaughtExceptionCaptureCallback(() => process.exit(1))`
    const trace = await runApp(handler(body, `import { readFile } from 'node:fs'\n${exits}`), publishing('a'))
    assert.deepEqual([trace.end.stopped?.reason, trace.attempts.length], ['crashed', 3])
  })

  it('when the app breaks what the run itself stands on', async () => {
    const trace = await runApp(handler(`${before}\nArray.prototype.map = null`), publishing('a'))
    assert.deepEqual([trace.end.stopped?.reason, trace.events[0]?.name, trace.attempts.length > 0], ['fault', 'a', true])
  })
})

import assert from 'node:assert/strict'
import { runDiagnostics } from '../../../../src/host/run/runDiagnostics'
import type { Site } from '../../../../src/model/site'
import type { HandlerResult, Trace } from '../../../../src/model/trace'
import { runEngine } from '../../../support/testEngine'

describe('the diagnostics of a run', () => {
  const on: Site = { file: 'src/mail.ts', line: 5, column: 3 }
  const thrownAt: Site = { file: 'src/gateway.ts', line: 9, column: 11 }
  const fails = (): never => {
    throw new Error('no')
  }

  it('count the failed attempts of a dropped event and say when it was dropped', async () => {
    const trace = withSites(await runEngine({ handlers: [['mail', fails]], publish: [['mail']] }), thrownAt)
    assert.deepEqual(runDiagnostics(trace), [
      { site: thrownAt, severity: 'error', message: 'mail: Error: no (3,361 failed attempts, dropped on 2025-01-15 00:00:00 UTC)' },
    ])
  })

  it('warn of a failure that a later attempt made good', async () => {
    const trace = withSites(
      await runEngine({ handlers: [['mail', ({ attempt }) => (attempt < 3 ? fails() : undefined)]], publish: [['mail']] }),
      thrownAt,
    )
    assert.deepEqual(runDiagnostics(trace), [
      { site: thrownAt, severity: 'warning', message: 'mail: Error: no (2 failed attempts, handled by a later attempt)' },
    ])
  })

  it('tell the events of one name together', async () => {
    const trace = withSites(await runEngine({ handlers: [['mail', fails]], publish: [['mail'], ['mail', {}, '1 day']] }), thrownAt)
    assert.deepEqual(
      runDiagnostics(trace).map(({ message }) => message),
      ['mail: Error: no (6,722 failed attempts, dropped 2 times, last on 2025-01-16 00:00:00 UTC)'],
    )
  })

  it('tell the failures of one line together, though each has another text', async () => {
    const failsAnew = ({ attempt }: { readonly attempt: number }): never => {
      throw new Error(`try ${attempt}`)
    }
    const trace = withSites(await runEngine({ handlers: [['mail', failsAnew]], publish: [['mail']] }), thrownAt)
    assert.deepEqual(
      runDiagnostics(trace).map(({ message }) => message),
      ['mail: Error: try 3361 (3,361 failed attempts, this the last of 3,361 errors, dropped on 2025-01-15 00:00:00 UTC)'],
    )
  })

  it('stand at the handler when the error came from elsewhere', async () => {
    const trace = await runEngine({ handlers: [['mail', fails]], publish: [['mail']] })
    for (const site of [null, { ...thrownAt, file: 'node_modules/mailer/index.js' }]) {
      assert.deepEqual(
        runDiagnostics(withSites(trace, site)).map((diagnostic) => diagnostic.site),
        [on],
      )
    }
  })

  it('name a timeout, and leave out a handler that did well and a failure that was injected', async () => {
    const timesOut = await runEngine({
      handlers: [
        ['mail', (_event, tools) => tools.sleep(10_000)],
        ['mail', () => undefined],
      ],
      publish: [['mail']],
    })
    assert.deepEqual(
      runDiagnostics(withSites(timesOut, null)).map(({ message }) => message.split(' (')[0]),
      ['mail: it timed out'],
    )
    const injected = await runEngine({
      handlers: [['mail', () => undefined]],
      publish: [['mail']],
      scenario: { injections: [{ event: 'mail', ordinal: null, attempts: [[1, 2]] }] },
    })
    assert.deepEqual(runDiagnostics(withSites(injected, null)), [])
  })

  it('tell why a run was stopped, at the line that stopped it', async () => {
    const trace = await runEngine({ handlers: [['mail', () => undefined]], publish: [['mail']] })
    const stopped = { reason: 'stuck', event: 'mail', site: on, message: 'It loops.' } as const
    assert.deepEqual(runDiagnostics({ ...trace, end: { ...trace.end, stopped } }), [{ site: on, severity: 'error', message: 'It loops.' }])
  })

  /** The engine's tests run functions of no file. */
  function withSites(trace: Trace, error: Site | null): Trace {
    const place = (result: HandlerResult): HandlerResult => ({
      ...result,
      site: on,
      error: result.error && { ...result.error, site: error },
    })
    return { ...trace, details: trace.details.map((detail) => ({ ...detail, handlers: detail.handlers.map(place) })) }
  }
})

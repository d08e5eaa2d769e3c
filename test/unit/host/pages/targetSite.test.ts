import assert from 'node:assert/strict'
import { targetSite } from '../../../../src/host/pages/targetSite'
import type { SiteTarget } from '../../../../src/model/timelineProtocol'
import type { Trace } from '../../../../src/model/trace'
import { runEngine } from '../../../support/testEngine'

describe('the source position that the page asks for', () => {
  const site = (line: number): { file: string; line: number; column: number } => ({ file: 'src/a.ts', line, column: 1 })
  const error = { name: 'Error', message: 'no', stack: '' }
  const effect = { kind: 'fetch', target: 'x', value: null }
  const attempt = { event: 0, delivery: 1, attempt: 1, handler: 1, at: 0 }

  it('is looked up in the trace', async () => {
    const trace = await placedTrace()
    const targets: [SiteTarget, number][] = [
      [{ kind: 'publish', event: 0 }, 1],
      [{ kind: 'registration', handler: 0 }, 2],
      [{ kind: 'handler', detail: 0, index: 0 }, 3],
      [{ kind: 'error', detail: 0, index: 0 }, 4],
      [{ kind: 'effect', detail: 0, index: 0 }, 5],
      [{ kind: 'call', call: 0, effect: 0 }, 6],
      [{ kind: 'call', call: 0, effect: null }, 7],
      [{ kind: 'late', index: 0 }, 8],
      [{ kind: 'late', index: 1 }, 9],
    ]
    for (const [target, line] of targets) assert.deepEqual(targetSite(trace, target), site(line), JSON.stringify(target))
  })

  it('is none where the trace has nothing', async () => {
    const trace = await placedTrace()
    const targets: SiteTarget[] = [
      { kind: 'publish', event: 7 },
      { kind: 'error', detail: 0, index: 7 },
      { kind: 'effect', detail: 7, index: 0 },
      { kind: 'call', call: 7, effect: null },
      { kind: 'late', index: 2 },
    ]
    for (const target of targets) assert.equal(targetSite(trace, target), null, JSON.stringify(target))
  })

  async function placedTrace(): Promise<Trace> {
    const trace = await runEngine({ handlers: [['a', () => undefined]], publish: [['a']] })
    return {
      ...trace,
      events: trace.events.map((event) => ({ ...event, site: site(1) })),
      handlers: trace.handlers.map((handler) => ({ ...handler, site: site(2) })),
      details: [
        {
          handlers: [{ order: 1, outcome: 'threw', site: site(3), error: { ...error, site: site(4) } }],
          effects: [{ ...effect, site: site(5) }],
          logs: [],
        },
      ],
      calls: [
        {
          key: 'load',
          startedAt: 0,
          endedAt: 0,
          response: null,
          logs: [],
          effects: [{ ...effect, site: site(6) }],
          error: { ...error, site: site(7) },
        },
      ],
      late: [
        { ...attempt, what: { effect: { ...effect, site: site(8) } } },
        { ...attempt, what: { error: { ...error, site: site(9) } } },
        { ...attempt, what: { log: { level: 'log', text: 'x' } } },
      ],
    }
  }
})

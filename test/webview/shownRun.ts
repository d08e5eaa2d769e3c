import type { Site } from '../../src/model/site'
import type { Trace } from '../../src/model/trace'
import { runEngine } from '../support/testEngine'

export const hostile = '</script><img src=x onerror=alert(1)>'
export const longText = 'long '.repeat(2_000)

/** A run of everything that the page has to show: a poison event, a duplicate, an ignored and a rejected event, hostile and long texts. */
export async function shownRun(): Promise<Trace> {
  const trace = await runEngine({
    handlers: [
      [
        'order.placed',
        async (event, { publish, log, effect, sleep }) => {
          log(`order ${JSON.stringify(event.body)}`)
          effect({ kind: 'data.set', target: 'order:1', value: { state: 'paid' }, site: null })
          effect({ kind: 'fetch', target: 'https://mail.example.com/', site: null, denied: true })
          await publish('payment.requested', { orderId: 1 })
          await publish('nobody.listens', { a: 1 })
          void sleep(5_000).then(() => log('too late'))
        },
      ],
      ['order.placed', () => undefined],
      [
        'payment.requested',
        () => {
          throw new Error('card declined')
        },
      ],
      [
        hostile,
        () => {
          throw new Error(hostile)
        },
      ],
      ['long', () => undefined],
    ],
    publish: [
      ['order.placed', { orderId: 1 }],
      ['order.placed', { orderId: 2 }, -5],
      [hostile, { [hostile]: hostile }],
      ['long', longText],
    ],
    scenario: { schedule: { version: 1, choices: { 'order.placed#1@1.1': { copies: 1 } } } },
  })
  return withSites(trace)
}

/** A hundred events of one name at one instant. */
export async function stormRun(): Promise<Trace> {
  return runEngine({ handlers: [['tick', () => undefined]], publish: Array.from({ length: 100 }, () => ['tick']) })
}

/** Handlers in this process have no source positions; these stand where an app would have them. */
function withSites(trace: Trace): Trace {
  const registered = (event: string, order: number): Site => ({
    file: 'src/listeners.ts',
    line: 1 + trace.handlers.findIndex((handler) => handler.event === event && handler.order === order),
    column: 1,
  })
  const eventOf = new Map<number, string>()
  for (let row = 0; row < trace.attempts.length; row++)
    eventOf.set(trace.attempts.detail[row]!, trace.events[trace.attempts.event[row]!]!.name)
  return {
    ...trace,
    handlers: trace.handlers.map((handler) => ({ ...handler, site: registered(handler.event, handler.order) })),
    events: trace.events.map((event, index) => ({ ...event, site: { file: 'src/publish.ts', line: index + 1, column: 1 } })),
    details: trace.details.map((detail, index) => ({
      handlers: detail.handlers.map((handler) => ({
        ...handler,
        site: registered(eventOf.get(index)!, handler.order),
        error: handler.error && {
          ...handler.error,
          site: { file: 'src/throw.ts', line: 7, column: 3 },
          stack: 'at pay (src/throw.ts:7:3)',
        },
      })),
      effects: detail.effects.map((effect, at) => ({ ...effect, site: { file: 'src/effects.ts', line: at + 1, column: 1 } })),
      logs: detail.logs,
    })),
  }
}

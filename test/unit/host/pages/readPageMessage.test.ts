import assert from 'node:assert/strict'
import { readPageMessage } from '../../../../src/host/pages/readPageMessage'

describe('a message of the timeline page', () => {
  const messages = [
    { type: 'ready' },
    { type: 'selectRun', run: '1' },
    { type: 'give', what: 'params' },
    ...[
      { kind: 'publish', event: 0 },
      { kind: 'registration', handler: 2 },
      { kind: 'handler', detail: 0, index: 1 },
      { kind: 'error', detail: 0, index: 1 },
      { kind: 'effect', detail: 3, index: 0 },
      { kind: 'call', call: 0, effect: null },
      { kind: 'call', call: 0, effect: 4 },
      { kind: 'late', index: 0 },
    ].map((target) => ({ type: 'open', run: '1', target })),
  ]

  it('is understood when it follows the protocol', () => {
    for (const message of messages) assert.deepEqual(readPageMessage(message), message)
  })

  it('is refused when any part of it is missing or of another type', () => {
    for (const message of messages) {
      const paths = [...Object.keys(message), ...('target' in message ? Object.keys(message.target).map((key) => `target.${key}`) : [])]
      for (const path of paths) {
        for (const wrong of [undefined, -1, 0.5, {}, 'nonsense']) {
          if (path === 'run' && wrong === 'nonsense') continue
          assert.equal(
            readPageMessage(replaced(message, path, wrong)),
            null,
            `${JSON.stringify(message)} with ${path} ${JSON.stringify(wrong)}`,
          )
        }
      }
    }
  })

  it('carries nothing but what the protocol names', () => {
    assert.deepEqual(readPageMessage({ type: 'selectRun', run: '1', command: 'rm' }), { type: 'selectRun', run: '1' })
  })

  function replaced(message: object, path: string, value: unknown): unknown {
    const copy = structuredClone(message) as Record<string, unknown>
    const [first, second] = path.split('.') as [string, string | undefined]
    if (second === undefined) copy[first] = value
    else (copy[first] as Record<string, unknown>)[second] = value
    return copy
  }
})

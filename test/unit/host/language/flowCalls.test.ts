import assert from 'node:assert/strict'
import { eventCall } from '../../../../src/host/language/flowCalls'
import { handler } from '../graphOf'

const span = { file: 'src/listeners.ts', line: 4, column: 1, endLine: 4, endColumn: 20 }

describe('an event in the call hierarchy', () => {
  it('stands where its handler is registered, which is not in the wrapper that all handlers share', () => {
    const { name } = handler({})
    const event = {
      name: 'a',
      publishers: [],
      handlers: [handler({ file: 'src/bus.ts', name: { ...name, givenBy: { ...span, name: null, opening: null } } })],
    }
    assert.deepEqual(eventCall(event), { event: 'a', title: 'a', detail: 'src/listeners.ts:4', at: span })
  })
})

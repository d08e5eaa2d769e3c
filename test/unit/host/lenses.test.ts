import assert from 'node:assert/strict'
import { lensesOf } from '../../../src/host/lenses'
import { graphOf, handler, publisher } from './graphOf'

describe('the lenses of a file', () => {
  it('stand on its publishes and handlers, and on no other file’s', () => {
    const graph = graphOf({
      events: [{ name: 'a', publishers: [publisher({ line: 2 }), publisher({ file: 'src/other.ts' })], handlers: [handler({ line: 8 })] }],
    })
    assert.deepEqual(
      lensesOf(graph, 'src/index.ts').map(({ title, site }) => `${site.line} ${title}`),
      ['2 Simulate publish', '8 Simulate'],
    )
  })

  it('name the event where a call may mean several', () => {
    const events = ['a', 'b'].map((name) => ({ name, publishers: [publisher({ line: 2 })], handlers: [] }))
    assert.deepEqual(
      lensesOf(graphOf({ events }), 'src/index.ts').map(({ title }) => title),
      ['Simulate publish a', 'Simulate publish b'],
    )
  })

  it('suggest the body that the publish writes, else another publish’s, else what the handlers read', () => {
    const written = {
      name: 'a',
      publishers: [publisher({ line: 1, bodySample: { id: 1 } }), publisher({ line: 2 })],
      handlers: [handler({ line: 3 })],
    }
    const read = {
      name: 'b',
      publishers: [publisher({ line: 4 })],
      handlers: [handler({ line: 5, bodyFields: ['email'] }), handler({ line: 6, bodyFields: ['name'] })],
    }
    assert.deepEqual(
      lensesOf(graphOf({ events: [written, read] }), 'src/index.ts').map(({ offer }) => offer.bodySample),
      [{ id: 1 }, { id: 1 }, { id: 1 }, { email: null, name: null }, { email: null, name: null }, { email: null, name: null }],
    )
  })

  it('take over the delay of a publish; a handler is reached at once', () => {
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({ line: 1, after: '"5 minutes"', afterMs: 300_000 })], handlers: [handler({ line: 2 })] },
      ],
    })
    assert.deepEqual(
      lensesOf(graph, 'src/index.ts').map(({ offer }) => offer.afterMs),
      [300_000, null],
    )
  })
})

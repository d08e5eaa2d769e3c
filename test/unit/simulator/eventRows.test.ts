import assert from 'node:assert/strict'
import { runEngine } from '../../support/testEngine'

describe('the events of a trace', () => {
  it('have the identifiers that handlers got, and the keys of what published them', async () => {
    const given: string[] = []
    const { events } = await runEngine({
      handlers: [
        [
          'parent',
          async (event, { publish }) => {
            given.push(event.id)
            for (const n of [1, 2]) await publish('child', { after: '1 hour' }, { n })
          },
        ],
        ['child', ({ id }) => void given.push(id)],
      ],
      publish: [['parent'], ['parent']],
    })
    assert.deepEqual(events.map(({ id }) => id).sort(), given.sort())
    assert.equal(new Set(given).size, 6)
    assert.deepEqual(
      events.map(({ key, cause }) => [key, cause]),
      [
        ['parent#1', null],
        ['parent#2', null],
        ...['parent#1@1.1/child#1', 'parent#2@1.1/child#1', 'parent#1@1.1/child#2', 'parent#2@1.1/child#2'].map((key) => [
          key,
          { event: key.slice(0, 8), delivery: 1, attempt: 1, handler: 1 },
        ]),
      ],
    )
    assert.deepEqual(
      events.slice(2).map(({ body, dueAt, time }) => [body, dueAt - time]),
      [1, 1, 2, 2].map((n) => [{ n }, 3_600_000]),
    )
  })

  it('tell what became of each, also when it is dropped or told more of', async () => {
    const { events } = await runEngine({
      handlers: [
        [
          'fails',
          () => {
            throw new Error('no')
          },
        ],
      ],
      publish: [['fails'], ['unheard'], ['fails', {}, 'soon']],
    })
    const [first, second, third] = events
    assert.deepEqual([first!.state, first!.droppedAt! - first!.time], ['dropped', 14 * 86_400_000])
    assert.equal(second!.state, 'ignored')
    assert.match(second!.notes[0]!, /No handler of "unheard"/)
    assert.deepEqual([third!.state, third!.id, third!.body], ['rejected', '', null])
  })
})

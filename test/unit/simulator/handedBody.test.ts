import assert from 'node:assert/strict'
import { runEngine } from '../../support/testEngine'
import { HandedBody } from '../../../src/simulator/handedBody'

describe('the body that handlers get', () => {
  it('is a copy for each by the documentation, and one object for all in the SDK', () => {
    for (const [contract, isSame] of [
      ['documented', false],
      ['sdk', true],
    ] as const) {
      const handed = new HandedBody('{"n":1}', contract)
      const [first, second] = [handed.next(), handed.next()]
      assert.deepEqual([first, second], [{ n: 1 }, { n: 1 }])
      assert.equal(first === second, isSame)
    }
  })

  for (const [what, change] of [
    ['a field', (body: { n?: unknown }) => void (body.n = 2)],
    ['what JSON cannot hold', (body: { n?: unknown }) => void (body.n = 1n)],
    ['a field that goes', (body: { n?: unknown }) => void delete body.n],
  ] as const) {
    it(`is noted to be changed: ${what}`, () => {
      const handed = new HandedBody('{"n":1}', 'documented')
      assert.equal(handed.noteOfChange('a'), null)
      change(handed.next() as { n?: unknown })
      assert.match(handed.noteOfChange('a')!, /^A handler of "a" changes its body: on @ampt\/sdk/)
    })
  }

  type Handlers = Parameters<typeof runEngine>[0]['handlers']
  const handlers: Handlers = [
    [
      'a',
      async ({ body }, { sleep }) => {
        await sleep(10)
        ;(body as { n: number }).n = 2
      },
    ],
    [
      'a',
      async ({ body }, { sleep, log }) => {
        await sleep(20)
        log(JSON.stringify(body))
      },
    ],
  ]
  const mutating = (contract: 'documented' | 'sdk', count: number) =>
    runEngine({ handlers: handlers.slice(0, count), publish: [['a', { n: 1 }]], scenario: { contract } })

  it('tells in the run what the other contract makes of a handler that changes it later', async () => {
    for (const [contract, seen, other] of [
      ['documented', '{"n":1}', '@ampt/sdk'],
      ['sdk', '{"n":2}', 'by the documentation'],
    ] as const) {
      const { details, end } = await mutating(contract, 2)
      assert.deepEqual(
        details.flatMap(({ logs }) => logs.map(({ text }) => text)),
        [seen],
      )
      assert.equal(end.notes.filter((note) => note.includes(other)).length, 1)
    }
  })

  it('may be changed by the only handler there is', async () => {
    assert.deepEqual((await mutating('documented', 1)).end.notes, [])
  })
})

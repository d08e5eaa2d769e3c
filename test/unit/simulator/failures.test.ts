import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { createDoing, createHandlerRun, type Attempt, type RegisteredHandler } from '../../../src/simulator/execution'
import { Failures } from '../../../src/simulator/failures'
import type { TraceError } from '../../../src/model/trace'

const handler: RegisteredHandler = { order: 1, site: null, run: () => undefined }

/** An attempt that has written lines of log. */
function attemptAfter(lines: number): Attempt {
  const doing = createDoing()
  for (let line = 0; line < lines; line++) doing.logs.push({ level: 'log', text: 'x' })
  return { doing, startedAt: 1000 } as unknown as Attempt
}

describe('What a handler throws', () => {
  let described: unknown[]
  let failures: Failures

  beforeEach(() => {
    described = []
    failures = new Failures((error): TraceError => {
      described.push(error)
      return { name: 'Error', message: `${described.length}`, site: null, stack: '' }
    })
  })

  const tell = (error: unknown, lines = 0, now = 1000, by = handler): TraceError =>
    failures.of(error, createHandlerRun(attemptAfter(lines), by), now)

  it('is described once where it is thrown again at the same point of an attempt', () => {
    const first = new Error('no')
    equal(tell(first), tell(new Error('no')))
    deepEqual(described, [first])
  })

  for (const [title, again] of [
    ['other words', () => tell(new Error('never'))],
    ['another name', () => tell(new TypeError('no'))],
    ['a line of log more', () => tell(new Error('no'), 1)],
    ['more virtual time', () => tell(new Error('no'), 0, 1001)],
    ['another handler', () => tell(new Error('no'), 0, 1000, { ...handler })],
  ] as const)
    it(`is described anew with ${title}`, () => {
      notEqual(tell(new Error('no')), again())
    })

  it('is described each time where it is no error', () => {
    tell('no')
    tell('no')
    equal(described.length, 2)
  })
})

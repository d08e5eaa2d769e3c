import assert from 'node:assert/strict'
import { Recorder } from '../../../src/simulator/recorder'
import { createHandlerRun, type Attempt, type HandlerRun } from '../../../src/simulator/execution'

const runOf = (file: string, message: string | null): HandlerRun => ({
  ...createHandlerRun({} as Attempt, { order: 1, site: { file, line: 1, column: 1 }, run: () => undefined }),
  outcome: message === null ? 'handled' : 'threw',
  error: message === null ? null : { name: 'Error', message, site: null, stack: '' },
})

/** The details of attempts with one handler each, and which of them each attempt has. */
function record(runs: readonly HandlerRun[]): { details: number; indexes: number[] } {
  const recorder = new Recorder(0)
  for (const run of runs) recorder.endAttempt(recorder.startAttempt(0, 1, 1, 0), 0, run.error === null, [run], null)
  const { details, attempts } = recorder.takeChunk(true)
  return { details: details.length, indexes: [...attempts.detail.subarray(0, attempts.length)] }
}

describe('Recorder', () => {
  it('lets attempts that did the same share one detail, whichever objects tell of it', () =>
    assert.deepEqual(record([runOf('a.ts', 'no'), runOf('a.ts', 'no'), runOf('a.ts', 'other')]), { details: 2, indexes: [0, 0, 1] }))

  it('has news where something is no repetition of what was taken', () => {
    const recorder = new Recorder(0)
    const news: boolean[] = []
    for (const message of ['no', 'no', 'other']) {
      recorder.endAttempt(recorder.startAttempt(0, 1, 1, 0), 0, false, [runOf('a.ts', message)], null)
      news.push(recorder.hasNews)
      recorder.takeChunk(false)
    }
    assert.deepEqual(news, [true, false, true])
  })

  it('keeps handlers of different places apart, though they came to the same', () =>
    assert.deepEqual(record([runOf('a.ts', null), runOf('b.ts', null)]), { details: 2, indexes: [0, 1] }))
})

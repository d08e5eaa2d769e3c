import assert from 'node:assert/strict'
import { createJournal } from '../../../../src/graph/journal/createJournal'
import { kindSize, type Kept } from '../../../../src/graph/journal/journal'

describe('work in a journal', () => {
  it('is done again where a file that it used is another, and nowhere else', () => {
    const journal = createJournal()
    const done: string[] = []
    const works = ['a.ts', 'b.ts'].map((file) => ({ file, work: journal.newWork<void>() }))
    const runAll = (changed: readonly string[]): void => {
      journal.begin(changed)
      for (const [place, { file, work }] of works.entries()) {
        journal.redo(work, place, file, () => {
          journal.use(file)
          done.push(file)
        })
      }
    }
    runAll([])
    runAll(['b.ts'])
    assert.deepEqual(done, ['a.ts', 'b.ts', 'b.ts'])
  })

  it('is not done again where a value that hangs on the file comes out the same', () => {
    const journal = createJournal()
    const work = journal.newWork<string>()
    let text = 'a b'
    let kept: Kept<string> | undefined
    let count = 0
    const run = (changed: readonly string[]): string => {
      journal.begin(changed)
      return journal.redo(work, 0, null, () => {
        count++
        kept = journal.keep(kept, () => {
          journal.use('a.ts')
          return text.split(' ')[0]!
        })
        return kept.value
      })
    }
    run([])
    text = 'a c'
    run(['a.ts'])
    assert.equal(count, 1)
    text = 'd c'
    assert.deepEqual([run(['a.ts']), count], ['d', 2])
  })

  it('sees what is told at places before its own, in their order, and is done again when that is taken back', () => {
    const journal = createJournal()
    const tellers = [0, 1, 3].map((place) => ({ place, work: journal.newWork<void>() }))
    const reader = journal.newWork<readonly unknown[]>()
    const tell = (place: number): void => journal.tell('loose', 'x', place, place)
    const read = (): readonly unknown[] => journal.redo(reader, 2, null, () => journal.told('loose', 'x'))
    journal.begin([])
    for (const { place, work } of [...tellers].reverse()) journal.redo(work, place, place, tell)
    assert.deepEqual(read(), [0, 1])
    journal.retract(tellers[0]!.work)
    assert.deepEqual(read(), [1])
    journal.retract(tellers[1]!.work)
    assert.deepEqual(read(), [])
  })

  it('tells once more what its parts told that are the same', () => {
    const journal = createJournal()
    const [whole, part] = [journal.newWork<void>(), journal.newWork<void>()]
    let parts = 0
    const run = (changed: readonly string[]): void => {
      journal.begin(changed)
      journal.redo(whole, kindSize, null, () => {
        journal.use('a.ts')
        journal.part(part, () => {
          parts++
          journal.tell('loose', 'x', 'key', 'value')
        })
      })
    }
    run([])
    run(['a.ts'])
    assert.deepEqual([parts, journal.outcome('loose', 'x')], [1, ['value']])
  })
})

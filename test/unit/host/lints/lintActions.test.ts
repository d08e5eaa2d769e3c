import assert from 'node:assert/strict'
import { lintActions } from '../../../../src/host/lints/lintActions'
import { shiftBy } from '../../../../src/host/language/shiftSpan'
import type { Lint } from '../../../../src/model/graph'
import type { Span } from '../../../../src/model/site'
import { unshifted } from '../language/unshifted'

const span = (line: number, column: number, endColumn: number): Span => ({ file: 'a.ts', line, column, endLine: line, endColumn })
const lint = (line: number, more: Partial<Lint> = {}): Lint => ({
  ...span(line, 10, 15),
  code: 'after-invalid',
  severity: 'error',
  message: 'no',
  fixes: [{ title: 'Mend', edits: [{ ...span(line, 10, 15), text: 'x' }] }],
  ...more,
})
const indented = (): string => '    events.publish()'
const titles = (one: Lint, all: readonly Lint[] = [one], shift = unshifted): string[] =>
  lintActions(one, all, shift, indented).map(({ title }) => title)

describe('what can be done about a lint', () => {
  it('is its fixes, of which the first is preferred', () => {
    const two = lint(1, { fixes: [...lint(1).fixes, { title: 'Other', edits: [{ ...span(1, 1, 1), text: 'y' }] }] })
    assert.deepEqual(
      lintActions(two, [two], unshifted, indented).map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ['Mend', true],
        ['Other', false],
      ],
    )
  })

  it('is neither preferred nor made for many where it is a guess', () => {
    const guess = (line: number): Lint => lint(line, { fixes: [{ ...lint(line).fixes[0]!, isGuess: true }] })
    const actions = lintActions(guess(1), [guess(1), guess(2)], unshifted, indented)
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred]),
      [['Mend', false]],
    )
  })

  it('is to fix all of its code in the file, but what overlaps', () => {
    const all = [lint(1), lint(2), lint(2), lint(3, { code: 'body-date' }), lint(4, { file: 'b.ts' })]
    assert.deepEqual(titles(all[0]!, all), ['Mend', 'Fix all 2 after-invalid in this file'])
    assert.deepEqual(titles(all[0]!, [all[0]!]), ['Mend'])
  })

  it('is to ignore it, indented as its line, in braces within JSX', () => {
    const insertion = (form: 'line' | 'jsx'): string[] =>
      lintActions(lint(1, { fixes: [], ignore: { line: 1, form } }), [], unshifted, indented).flatMap(({ edits }) =>
        edits.map(({ text }) => text),
      )
    assert.deepEqual(insertion('line'), ['    // ampt-events-ignore-next-line after-invalid\n'])
    assert.deepEqual(insertion('jsx'), ['    {/* ampt-events-ignore-next-line after-invalid */}\n'])
    assert.deepEqual(titles(lint(1, { fixes: [] })), [])
  })

  it('is its refactoring, or why it is refused', () => {
    const refused = lint(1, { fixes: [], refactoring: { title: 'Split', refused: 'it loops' } })
    assert.deepEqual(lintActions(refused, [], unshifted, indented), [
      { title: 'Split', kind: 'refactor', isPreferred: false, edits: [], refused: 'it loops' },
    ])
    const edits = [{ ...span(1, 1, 2), text: 'z' }]
    const done = lint(1, { fixes: [], refactoring: { title: 'Split', edits } })
    assert.deepEqual(lintActions(done, [], unshifted, indented), [
      { title: 'Split', kind: 'refactor', isPreferred: false, edits, refused: null },
    ])
  })

  it('moves with the text, and is nothing where the text is another by now', () => {
    const above = shiftBy(() => [{ line: 1, column: 1, endLine: 1, endColumn: 1, text: '\n\n' }])
    assert.deepEqual(
      lintActions(lint(2), [], above, indented).flatMap(({ edits }) => edits.map(({ line }) => line)),
      [4],
    )
    const within = shiftBy(() => [{ line: 2, column: 12, endLine: 2, endColumn: 13, text: 'q' }])
    assert.deepEqual(titles(lint(2), [], within), [])
  })
})

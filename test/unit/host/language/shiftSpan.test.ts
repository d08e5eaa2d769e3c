import assert from 'node:assert/strict'
import fc from 'fast-check'
import { joinTyping, shiftBy, type Edit } from '../../../../src/host/language/shiftSpan'
import type { Span } from '../../../../src/model/site'

const lines = ['first line', "events.publish('order.placed', {", '  total', '})', 'last line']
const call = spanOf(2, 1, 4, 3)
const name = spanOf(2, 16, 2, 30)

describe('a span after edits', () => {
  const cases = [
    { title: 'moves down with a line that is added above', edit: edit(1, 1, 1, 1, 'new\n'), call: [3, 1, 5, 3], name: [3, 16, 3, 30] },
    { title: 'moves up with a line that is removed above', edit: edit(1, 1, 2, 1, ''), call: [1, 1, 3, 3], name: [1, 16, 1, 30] },
    { title: 'moves along its line', edit: edit(2, 1, 2, 1, 'await '), call: [2, 7, 4, 3], name: [2, 22, 2, 36] },
    { title: 'moves when the line before is joined to it', edit: edit(1, 11, 2, 1, '; '), call: [1, 13, 3, 3], name: [1, 28, 1, 42] },
    { title: 'stays where the edit is behind', edit: edit(5, 1, 5, 5, ''), call: [2, 1, 4, 3], name: [2, 16, 2, 30] },
    {
      title: 'grows with an edit inside; a name before it stays',
      edit: edit(3, 3, 3, 3, 'a,\n  b,\n  '),
      call: [2, 1, 6, 3],
      name: [2, 16, 2, 30],
    },
    { title: 'has a name that is another by now', edit: edit(2, 20, 2, 21, 'xyz'), call: [2, 1, 4, 3], name: null },
    { title: 'has a name that may be another where letters touch it', edit: edit(2, 30, 2, 30, 'x'), call: [2, 1, 4, 3], name: null },
    { title: 'is gone where the edit reaches over its end', edit: edit(4, 1, 5, 2, ''), call: null, name: [2, 16, 2, 30] },
    { title: 'is gone where the edit reaches over its start', edit: edit(1, 5, 2, 4, ''), call: null, name: [1, 17, 1, 31] },
  ]
  for (const { title, edit: made, ...expected } of cases) {
    it(title, () => {
      const shift = shiftBy(() => [made])
      const shown = (span: Span | null): unknown => span && [span.line, span.column, span.endLine, span.endColumn]
      assert.deepEqual({ call: shown(shift.around(call)), name: shown(shift.exact(name)) }, expected)
      // What moved still holds the text that it held.
      const text = apply(lines.join('\n'), made)
      const moved = shift.exact(name)
      if (moved !== null) assert.equal(textAt(text, moved), "'order.placed'")
    })
  }

  it('moves by all edits of its file, one after the other', () => {
    const shift = shiftBy((file) => (file === 'a.ts' ? [edit(1, 1, 1, 1, '\n'), edit(3, 1, 3, 1, 'await ')] : []))
    assert.deepEqual(shift.exact(name), { ...name, line: 3, column: 22, endLine: 3, endColumn: 36 })
    assert.deepEqual(shift.exact({ ...name, file: 'b.ts' }), { ...name, file: 'b.ts' })
  })

  it('moves as by each letter where typing is joined', () => {
    const word = [...'abc\nd'].map((letter, at) => (at < 4 ? edit(1, 1 + at, 1, 1 + at, letter) : edit(2, 1, 2, 1, letter)))
    assert.deepEqual(joinTyping(word), [edit(1, 1, 1, 1, 'abc\nd')])
    // Behind a deletion, at another place, and over a selection, such as one that reaches to the end of a span.
    assert.equal(joinTyping([edit(1, 1, 1, 2, ''), edit(1, 1, 1, 1, 'a'), edit(1, 4, 1, 4, 'b'), edit(1, 4, 1, 5, 'c')]).length, 4)
    assert.equal(joinTyping([edit(4, 2, 4, 3, '\n'), edit(5, 1, 5, 1, 'a')]).length, 2)
    const position = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }))
    const anyEdit = fc
      .tuple(position, fc.nat(2), fc.constantFrom('', 'a', 'bc', '\n', 'd\ne'))
      .map(([[line, column], width, text]) => edit(line, column, line, column + width, text))
    const typing = fc.tuple(position, fc.array(fc.constantFrom('x', 'yz'), { maxLength: 5 })).map(([[line, column], texts]) => {
      let at = column
      return texts.map((text) => {
        const typed = edit(line, at, line, at, text)
        at += text.length
        return typed
      })
    })
    const anyEdits = fc
      .array(
        fc.oneof(
          anyEdit.map((one) => [one]),
          typing,
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.flat())
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const [each, joined] = [shiftBy(() => edits), shiftBy(() => joinTyping(edits))]
        for (const span of [call, name]) {
          assert.deepEqual(joined.exact(span), each.exact(span))
          assert.deepEqual(joined.around(span), each.around(span))
        }
      }),
    )
  })
})

function spanOf(line: number, column: number, endLine: number, endColumn: number): Span {
  return { file: 'a.ts', line, column, endLine, endColumn }
}

function edit(line: number, column: number, endLine: number, endColumn: number, text: string): Edit {
  return { line, column, endLine, endColumn, text }
}

function apply(text: string, { line, column, endLine, endColumn, text: added }: Edit): string {
  return text.slice(0, offset(text, line, column)) + added + text.slice(offset(text, endLine, endColumn))
}

function textAt(text: string, { line, column, endLine, endColumn }: Span): string {
  return text.slice(offset(text, line, column), offset(text, endLine, endColumn))
}

function offset(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1)
  return before.join('\n').length + (line > 1 ? 1 : 0) + column - 1
}

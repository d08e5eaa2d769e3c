import type { Fix, Lint, TextEdit } from '../../model/graph'
import type { Shift } from '../language/shiftSpan'

/** What can be done about a lint, without what VS Code makes of it. */
export interface LintAction {
  readonly title: string
  readonly kind: 'fix' | 'refactor'
  /** The one that mends it for certain. */
  readonly isPreferred: boolean
  /** In the text as it is now. */
  readonly edits: readonly TextEdit[]
  /** Why it cannot be done; null when it can. */
  readonly refused: string | null
}

/** The actions for a lint: its fixes, all fixes of its code in the file, a comment that ignores it, and its refactoring. */
export function lintActions(lint: Lint, all: readonly Lint[], shift: Shift, lineText: (line: number) => string): LintAction[] {
  const own = lint.fixes.map((fix, index) => action(fix.title, shifted(fix, shift), index === 0 && fix.isGuess !== true))
  return [...own, ...fixAll(lint, all, shift), ...ignoreHere(lint, shift, lineText), ...refactor(lint, shift)].filter(
    ({ edits, refused }) => edits.length > 0 || refused !== null,
  )
}

function fixAll({ code, file }: Lint, all: readonly Lint[], shift: Shift): LintAction[] {
  const taken: TextEdit[] = []
  let count = 0
  for (const { fixes, ...lint } of all) {
    const [best] = fixes
    const isFixed = lint.code === code && lint.file === file && best !== undefined && best.isGuess !== true
    const edits = isFixed ? shifted(best, shift) : []
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => overlap(edit, other)))) continue
    taken.push(...edits)
    count++
  }
  return count < 2 ? [] : [action(`Fix all ${count} ${code} in this file`, taken)]
}

function ignoreHere({ code, file, ignore }: Lint, shift: Shift, lineText: (line: number) => string): LintAction[] {
  if (ignore === undefined) return []
  const at = shift.exact({ file, line: ignore.line, column: 1, endLine: ignore.line, endColumn: 1 })
  if (at === null) return []
  const indent = /^\s*/.exec(lineText(at.line))![0]
  const comment = `ampt-events-ignore-next-line ${code}`
  const text = `${indent}${ignore.form === 'jsx' ? `{/* ${comment} */}` : `// ${comment}`}\n`
  return [action(`Ignore ${code} here`, [{ ...at, text }])]
}

function refactor({ refactoring }: Lint, shift: Shift): LintAction[] {
  if (refactoring === undefined) return []
  const { title } = refactoring
  if ('refused' in refactoring) return [{ title, kind: 'refactor', isPreferred: false, edits: [], refused: refactoring.refused }]
  return [{ ...action(title, shifted(refactoring, shift)), kind: 'refactor' }]
}

function action(title: string, edits: readonly TextEdit[], isPreferred = false): LintAction {
  return { title, kind: 'fix', isPreferred, edits, refused: null }
}

/** The edits in the text as it is now; none where any of them is about text that is not there any more. */
function shifted({ edits }: Pick<Fix, 'edits'>, shift: Shift): readonly TextEdit[] {
  const moved = edits.flatMap((edit) => {
    const span = shift.exact(edit)
    return span === null ? [] : [{ ...span, text: edit.text }]
  })
  return moved.length === edits.length ? moved : []
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  const before = (one: TextEdit, other: TextEdit): boolean =>
    one.endLine - other.line < 0 || (one.endLine === other.line && one.endColumn <= other.column)
  const isSame = a.line === b.line && a.column === b.column
  return a.file === b.file && (isSame || !(before(a, b) || before(b, a)))
}

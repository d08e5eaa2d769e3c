import { ts } from 'ts-morph'
import type { FileProblem } from '../model/graph'
import { fileProblem, reasonOf } from './fileProblem'
import type { SourceReader } from './sourceReader'

/** The files of a workspace as syntax trees, each read and parsed when it is first asked for. */
export interface SourceTrees {
  /** Its `fileName` is the path relative to the workspace folder. Null when the file cannot be read. */
  tree(file: string): ts.SourceFile | null
  /** The text that was parsed; null when the file was not asked for, or cannot be read. */
  parsedText(file: string): string | null
  /** Whether the file was asked for. */
  has(file: string): boolean
  /** Forgets the tree of a file that is another now. */
  drop(file: string): void
  /** Forgets all trees but those of these files. */
  keep(files: ReadonlySet<string>): void
  /** Syntax errors of what was parsed, one a file. */
  readonly problems: ReadonlyMap<string, FileProblem>
}

export function createSourceTrees(reader: SourceReader): SourceTrees {
  const trees = new Map<string, ts.SourceFile | null>()
  const problems = new Map<string, FileProblem>()

  function parse(file: string): ts.SourceFile | null {
    const text = reader.text(file)
    if (text === null) return null
    const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
    try {
      const source = ts.createSourceFile(file, text, options)
      linkParents(source)
      const problem = syntaxProblem(source)
      if (problem !== null) problems.set(file, problem)
      return source
    } catch (error) {
      // TypeScript's parser has asserts of its own.
      const isTooDeep = error instanceof RangeError
      const why = isTooDeep ? 'The file is nested too deeply to be read.' : `TypeScript cannot parse the file (${reasonOf(error)}).`
      problems.set(file, fileProblem(file, why))
      return null
    }
  }

  function drop(file: string): void {
    trees.delete(file)
    problems.delete(file)
  }

  return {
    problems,
    has: (file) => trees.has(file),
    parsedText: (file) => trees.get(file)?.text ?? null,
    tree(file) {
      let found = trees.get(file)
      if (found === undefined) trees.set(file, (found = parse(file)))
      return found
    },
    drop,
    keep(files) {
      for (const file of trees.keys()) if (!files.has(file)) drop(file)
    },
  }
}

/** Tells each node which one it stands in. TypeScript does the same in twice the time. */
function linkParents(source: ts.SourceFile): void {
  let parent: ts.Node = source
  const link = (node: ts.Node): void => {
    const outer = parent
    ;(node as { parent: ts.Node }).parent = outer
    parent = node
    ts.forEachChild(node, link)
    parent = outer
  }
  ts.forEachChild(source, link)
}

function syntaxProblem(source: ts.SourceFile): FileProblem | null {
  const {
    parseDiagnostics: [first, ...rest],
  } = source as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }
  if (first === undefined) return null
  const { line, character } = source.getLineAndCharacterOfPosition(first.start)
  const message = ts.flattenDiagnosticMessageText(first.messageText, ' ')
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`
  return fileProblem(
    source.fileName,
    `Syntax error: ${message}${more} What could be read of the file is in the graph.`,
    line + 1,
    character + 1,
  )
}

import { ts } from 'ts-morph'
import type { FileProblem } from '../../model/graph'
import { linkParents } from './actsIn'
import { fileProblem, reasonOf } from '../files/fileProblem'
import type { SourceReader } from '../files/sourceReader'

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
    const { ParseAll, ParseNone } = ts.JSDocParsingMode
    const isCommented = hasTypes(file, text)
    const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: isCommented ? ParseAll : ParseNone }
    try {
      const source = ts.createSourceFile(file, text, options)
      linkParents(source)
      if (isCommented) linkComments(source)
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

/** Whether the comments of a file of JavaScript give types that are imported: to read all comments of all files takes long. */
function hasTypes(file: string, text: string): boolean {
  return /\.[cm]?jsx?$/.test(file) && text.includes('import(') && /@(?:param|type|typedef)\b/.test(text)
}

/** The comments of a node that were read for types. */
export function commentsOf(node: ts.Node): readonly ts.JSDoc[] {
  return (node as { jsDoc?: readonly ts.JSDoc[] }).jsDoc ?? []
}

function linkComments(source: ts.SourceFile): void {
  const open: ts.Node[] = [source]
  for (const node of open) {
    for (const comment of commentsOf(node)) {
      ;(comment as { parent: ts.Node }).parent = node
      linkParents(comment)
    }
    ts.forEachChild(node, (child) => void open.push(child))
  }
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

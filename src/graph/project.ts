import { ts } from 'ts-morph'
import type { FileProblem } from '../model/graph'
import { fileProblem } from './fileProblem'
import { createModuleResolver, type Resolved } from './resolveModule'
import type { SourceReader } from './sourceReader'

/** The files of a workspace as syntax trees, each read and parsed when it is first asked for. */
export interface Project {
  /** Its `fileName` is the path relative to the workspace folder. Null when the file cannot be read. */
  source(file: string): ts.SourceFile | null
  resolve(from: string, specifier: string): Resolved | null
  /** Syntax errors of what was parsed, one a file. */
  readonly problems: ReadonlyMap<string, FileProblem>
}

export function createProject(folder: string, reader: SourceReader, isKnown: (file: string) => boolean): Project {
  const sources = new Map<string, ts.SourceFile | null>()
  const problems = new Map<string, FileProblem>()

  function parse(file: string): ts.SourceFile | null {
    const text = reader.text(file)
    if (text === null) return null
    const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
    try {
      const source = ts.createSourceFile(file, text, options, true)
      const problem = syntaxProblem(source)
      if (problem !== null) problems.set(file, problem)
      return source
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      problems.set(file, fileProblem(file, 'The file is nested too deeply to be read.'))
      return null
    }
  }

  return {
    problems,
    resolve: createModuleResolver(folder, isKnown),
    source(file) {
      let found = sources.get(file)
      if (found === undefined) sources.set(file, (found = parse(file)))
      return found
    },
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

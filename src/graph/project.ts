import { posix } from 'node:path'
import { ts } from 'ts-morph'
import type { FileProblem } from '../model/graph'
import { fileProblem } from './fileProblem'
import { createJournal, type Journal, type Source } from './journal'
import { createModuleResolver, type Resolved } from './resolveModule'
import type { SourceReader } from './sourceReader'

/** The files of a workspace as syntax trees, each read and parsed when it is first asked for. The journal knows who asks for what. */
export interface Project {
  readonly journal: Journal
  /** Its `fileName` is the path relative to the workspace folder. Null when the file cannot be read. */
  source(file: string): ts.SourceFile | null
  resolve(from: string, specifier: string): Resolved | null
  /** Forgets the tree of a file that is another now. */
  drop(file: string): void
  /** Resolves anew what was asked for, now that files or settings are others; gives what leads elsewhere. */
  relink(): readonly Source[]
  /** Syntax errors of what was parsed, one a file. */
  readonly problems: ReadonlyMap<string, FileProblem>
}

export function createProject(folder: string, reader: SourceReader, isKnown: (file: string) => boolean): Project {
  const journal = createJournal()
  const sources = new Map<string, ts.SourceFile | null>()
  const problems = new Map<string, FileProblem>()
  const asked = new Map<Source, { readonly from: string; readonly specifier: string; target: Resolved | null }>()
  let lead = createModuleResolver(folder, isKnown)

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
    journal,
    problems,
    resolve(from, specifier) {
      const target = lead(from, specifier)
      if (target !== null && 'sdk' in target) return target
      const question = `${posix.dirname(from)} > ${specifier}`
      journal.use(question)
      if (!asked.has(question)) asked.set(question, { from, specifier, target })
      return target
    },
    source(file) {
      journal.use(file)
      let found = sources.get(file)
      if (found === undefined) sources.set(file, (found = parse(file)))
      return found
    },
    drop(file) {
      sources.delete(file)
      problems.delete(file)
    },
    relink() {
      lead = createModuleResolver(folder, isKnown)
      return [...asked].flatMap(([question, one]) => {
        const target = lead(one.from, one.specifier)
        const isSame = JSON.stringify(target) === JSON.stringify(one.target)
        one.target = target
        return isSame ? [] : [question]
      })
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

import type { FileProblem, TestSite } from '../model/graph'
import { createAssembly, type Assembled } from './events/assembleGraph'
import { createEventCalls } from './sites/eventCalls'
import { createEvaluator } from './values/evaluate'
import { createImporters } from './modules/importers'
import type { IgnoreComment } from './facts/readIgnores'
import { createProject, holdersOf, type Project } from './modules/project'
import { createReachingFiles } from './modules/reachingFiles'
import { createSiteReader } from './events/readSites'
import type { SourceScan } from './files/scanSource'
import type { SourceTrees } from './syntax/sourceTrees'
import { createTestReader } from './sites/testSites'

/** What the files of a workspace say, read anew as far as files have changed. */
export interface Analysis {
  /** Takes in what a file imports, and what was asked for that it holds now and did not, or no longer. Before the first `run` for all files, and then for each that is another now. */
  set(file: string, scan: SourceScan, held?: readonly string[]): void
  /** Whether what was found may hang on a file that is no source, or on there being none. */
  hangsOn(file: string): boolean
  /** Reads the candidates, and what they lead to. `changed` are the files that are others than in the run before. */
  run(candidates: readonly string[], tests: readonly string[], changed: readonly string[]): Analysed
}

export interface Analysed extends Assembled {
  readonly tests: readonly TestSite[]
  readonly ignores: readonly IgnoreComment[]
  readonly problems: readonly FileProblem[]
  /** Every file that something hangs on. */
  readonly files: ReadonlySet<string>
  /** The files that are not of the app and say where imports lead, by being there or not: relative to the folder, or absolute. */
  readonly asked: readonly string[]
  /** How many files were looked through. */
  readonly candidates: number
}

/** Holds while there are the same files and settings: where imports lead, and which files may be candidates, is asked once. */
export function createAnalysis(
  folder: string,
  trees: SourceTrees,
  isKnown: (file: string) => boolean,
  sdkModules: readonly string[],
  holding: Project['holding'],
): Analysis {
  const project = createProject(folder, trees, isKnown, sdkModules, holding)
  const importers = createImporters((from, specifier) => project.resolve(from, specifier))
  const evaluator = createEvaluator(project)
  const reachingFiles = createReachingFiles(project, (file) => {
    project.journal.use(importersOf(file))
    return importers.of(file)
  })
  const findCalls = createEventCalls(evaluator, reachingFiles)
  const readSites = createSiteReader(evaluator, reachingFiles)
  const readTests = createTestReader(evaluator)
  const assemble = createAssembly()
  /** The questions who imports a file, or holds a word, that have another answer now. */
  let changedQuestions: string[] = []

  return {
    set(file, { specifiers }, held = []) {
      changedQuestions.push(...importers.set(file, specifiers).map(importersOf), ...held.map(holdersOf))
    },
    hangsOn: (file) => project.hangsOn(file),
    run(candidates, testFiles, changed) {
      project.journal.begin([...changed, ...changedQuestions])
      changedQuestions = []
      const found = findCalls(candidates)
      const sites = readSites(found)
      const tests = readTests(testFiles)
      const files = new Set([...project.journal.questions()].filter((file) => trees.has(file)))
      return {
        ...assemble(sites),
        tests,
        ignores: [...sites.ignores.values()].flat(),
        problems: (project.journal.outcome('problem', '') as readonly FileProblem[]).filter(({ file }) => files.has(file)),
        files,
        asked: project.asked(),
        candidates: found.size,
      }
    },
  }
}

/** The question who imports a file, for the journal. */
function importersOf(file: string): string {
  return `importers of ${file}`
}

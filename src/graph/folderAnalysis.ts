import { distinctBy } from '../model/distinctBy'
import type { FileProblem, Lint } from '../model/graph'
import type * as analyser from './analyser'
import type { Analysed, Analysis } from './analysis'
import { createLinter } from './lints/createLinter'
import type { FolderFiles } from './files/folderFiles'
import { levelsFile, readLevels } from './lints/readLevels'
import { isCandidate, type SourceScan } from './files/scanSource'
import type { SourceReader } from './files/sourceReader'
import type { Holders } from './files/textSearch'
import type { SourceTrees } from './syntax/sourceTrees'

/** All that is known of a folder but its list of files. */
export interface Found extends Analysed {
  readonly lints: readonly Lint[]
  /** Whether the lints are the same at any time. */
  readonly isTimeless: boolean
  /** Which files hold what was asked for. */
  readonly holders: Holders
}

/** What the files of a folder say, and what is wrong with that. `sdkModules` stand for `@ampt/sdk`; `today` gives the time in epoch ms, without it moments in the code are not judged. */
export function createFolderAnalysis(
  root: string,
  reader: SourceReader,
  files: FolderFiles,
  loadAnalyser: () => typeof analyser,
  sdkModules: readonly string[],
  today?: () => number,
) {
  const lint = createLinter()
  let trees: SourceTrees | null = null
  let analysis: Analysis | null = null
  let candidates: readonly string[] = []
  let tests: readonly string[] = []

  function load(): SourceTrees {
    return (trees ??= loadAnalyser().createSourceTrees(reader))
  }

  function holding(words: string): readonly string[] {
    return [...files.search.holding(words)].filter((file) => !files.isTest(file))
  }

  function start(trees: SourceTrees): Analysis {
    files.scanNew()
    const scans = files.scans()
    const { list } = files
    const started = loadAnalyser().createAnalysis(root, trees, (file) => files.has(file), sdkModules, holding)
    for (const file of list.files) started.set(file, scans.get(file)!)
    const mention = (file: string): boolean => isCandidate(scans.get(file)!, sdkModules)
    candidates = list.files.filter(mention)
    tests = list.tests.filter(mention)
    return started
  }

  /** What is wrong with each file, the first that was found. Files that are imported, and no part of the app, are read all the same. */
  function problemsOf({ problems, files: asked }: Analysed, trees: SourceTrees): readonly FileProblem[] {
    const ofImported = [...reader.problems.values()].filter(({ file }) => asked.has(file))
    const all = [...problems, ...trees.problems.values(), ...ofImported, ...files.problems]
    return distinctBy(all, ({ file }) => file)
  }

  function relint(analysed: Analysed): Found {
    const { levels, problems } = readLevels(root)
    const ofFiles = analysed.problems.filter(({ file }) => file !== levelsFile)
    return {
      ...analysed,
      ...lint({ ...analysed, levels, now: today?.() ?? null }),
      problems: [...ofFiles, ...problems],
      holders: files.search.holders(),
    }
  }

  return {
    /** Whether the file was parsed. */
    has: (file: string): boolean => trees?.has(file) === true,
    /** The text that was parsed; null when the file was not parsed. */
    parsedText: (file: string): string | null => trees?.parsedText(file) ?? null,
    /** Loads what parses. */
    load,
    /** Parses a file before somebody asks for it. */
    parse: (file: string): void => void load().tree(file),
    /** Forgets the tree of a file that is another now, or gone. */
    drop: (file: string): void => trees?.drop(file),
    /** All is to be worked out anew, with the trees that there are. */
    reset(): void {
      analysis = null
    },
    /** Takes in what a file imports now, and what it holds now and did not, or no longer. */
    set: (file: string, scan: SourceScan, held: readonly string[]): void => analysis?.set(file, scan, held),
    /** Whether what was found may hang on a file that is no source, or on there being none; null when all is worked out anew. */
    hangsOn: (file: string): boolean | null => analysis?.hangsOn(file) ?? null,
    /** `changed` are the files that are others than in the run before. */
    run(changed: readonly string[]): Found {
      const trees = load()
      analysis ??= start(trees)
      const analysed = analysis.run(candidates, tests, changed)
      trees.keep(analysed.files)
      return relint({ ...analysed, problems: problemsOf(analysed, trees) })
    },
    /** The same with the lints of today. */
    relint,
  }
}

import type { ts } from 'ts-morph'
import { createJournal } from '../journal/createJournal'
import type { Journal } from '../journal/journal'
import { createModuleResolver, type ModuleResolver } from './resolveModule'
import type { SourceTrees } from '../syntax/sourceTrees'

/** What there is of a workspace while its files and settings stay: the syntax trees, and where specifiers lead. The journal knows who asks for which file. */
export interface Project extends ModuleResolver {
  readonly journal: Journal
  source(file: string): ts.SourceFile | null
  /** That of the file that a specifier leads to. */
  required(from: string, specifier: string): ts.SourceFile | null
  /** The files of the app that hold a word and, where others follow it, one of those: `bus .publish .on`. */
  holding(words: string): readonly string[]
}

export function createProject(
  folder: string,
  trees: SourceTrees,
  isKnown: (file: string) => boolean,
  sdkModules: readonly string[],
  holding: Project['holding'],
): Project {
  const journal = createJournal()
  const resolver = createModuleResolver(folder, isKnown, sdkModules)
  const source = (file: string): ts.SourceFile | null => {
    journal.use(file)
    return trees.tree(file)
  }
  return {
    journal,
    ...resolver,
    source,
    required(from, specifier) {
      const target = resolver.resolve(from, specifier)
      return target !== null && 'file' in target ? source(target.file) : null
    },
    holding(words) {
      journal.use(holdersOf(words))
      return holding(words)
    },
  }
}

/** The question which files hold words, for the journal. */
export function holdersOf(words: string): string {
  return `holders of ${words}`
}

import { posix } from 'node:path'
import type { Project } from './project'

/** Who imports (or re-exports from) a file. */
export interface Importers {
  /** Takes in what a file imports, in place of what it did before. Gives the files that it no longer imports, or did not before. */
  set(file: string, specifiers: readonly string[]): readonly string[]
  /** The files that import a file, in order. */
  of(file: string): readonly string[]
}

const endings = /(?:\.(?:[cm]?[jt]sx?|json))+$/

/**
 * Most imports of an app are relative and lead to files that nobody asks about: those are found by the name they end with, and resolved
 * when somebody does. What settings may lead anywhere is resolved once, at the first question.
 */
export function createImporters(resolve: Project['resolve']): Importers {
  const specifiersOf = new Map<string, readonly string[]>()
  const byName = new Map<string, Set<string>>()
  let bySettings: Map<string, Set<string>> | null = null

  function leadsTo(file: string, specifier: string): string | null {
    const target = resolve(file, specifier)
    return target !== null && 'file' in target ? target.file : null
  }

  /** Adds or takes away a file in the tables. */
  function enter(file: string, verb: 'add' | 'delete'): void {
    for (const specifier of specifiersOf.get(file) ?? []) {
      const name = nameOf(specifier)
      const [table, key] = name !== null ? [byName, name] : [bySettings, bySettings === null ? null : leadsTo(file, specifier)]
      if (table === null || key === null) continue
      const files = table.get(key) ?? new Set()
      files[verb](file)
      table.set(key, files)
    }
  }

  function resolvedBySettings(): ReadonlyMap<string, ReadonlySet<string>> {
    if (bySettings !== null) return bySettings
    bySettings = new Map()
    for (const [file, specifiers] of specifiersOf) {
      for (const specifier of specifiers) {
        const target = nameOf(specifier) === null ? leadsTo(file, specifier) : null
        if (target === null) continue
        const files = bySettings.get(target) ?? new Set()
        bySettings.set(target, files.add(file))
      }
    }
    return bySettings
  }

  return {
    set(file, specifiers) {
      const before = specifiersOf.get(file)
      if (before !== undefined) enter(file, 'delete')
      specifiersOf.set(file, specifiers)
      enter(file, 'add')
      if (before === undefined) return []
      const others = [...before.filter((one) => !specifiers.includes(one)), ...specifiers.filter((one) => !before.includes(one))]
      return others.flatMap((specifier) => leadsTo(file, specifier) ?? [])
    },
    of(file) {
      const found = new Set(resolvedBySettings().get(file))
      for (const name of namesOf(file)) {
        for (const from of byName.get(name) ?? []) {
          if (specifiersOf.get(from)!.some((specifier) => nameOf(specifier) === name && leadsTo(from, specifier) === file)) found.add(from)
        }
      }
      return [...found].sort()
    },
  }
}

/** The name that a relative specifier ends with, without endings of files; null where there is none. */
function nameOf(specifier: string): string | null {
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return null
  const name = posix.basename(specifier).replace(endings, '')
  return name === '' || name === '.' || name === '..' ? null : name
}

/** The names that relative specifiers of a file may end with. */
function namesOf(file: string): readonly string[] {
  const name = posix.basename(file).replace(endings, '')
  return name === 'index' ? [name, posix.basename(posix.dirname(file))] : [name]
}

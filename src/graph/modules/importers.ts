import { posix } from 'node:path'
import type { Project } from './project'

const endings = /(?:\.(?:[cm]?[jt]sx?|json))+$/

/**
 * Tells who imports (or re-exports from) a file. Most imports of an app are relative and lead to files that nobody asks about: those are found by the name they end with, and resolved
 * when somebody does. What settings may lead anywhere is resolved once, at the first question.
 */
export function createImporters(resolve: Project['resolve']) {
  const specifiersOf = new Map<string, string>()
  const byName = createTable()
  let bySettings: ReturnType<typeof createTable> | null = null
  /** What was answered since a file was taken in. */
  const answers = new Map<string, readonly string[]>()

  /** The file that an import leads to; for that of a package what it is written as. */
  function leadsTo(file: string, specifier: string): string {
    const target = resolve(file, specifier)
    return target !== null && 'file' in target ? target.file : specifier
  }

  function change(file: string, how: 'add' | 'remove'): void {
    for (const specifier of listOf(specifiersOf.get(file)!)) {
      const name = nameOf(specifier)
      if (name !== null) byName[how](name, file)
      else bySettings?.[how](leadsTo(file, specifier), file)
    }
  }

  function resolvedBySettings(): ReturnType<typeof createTable> {
    if (bySettings !== null) return bySettings
    bySettings = createTable()
    for (const [file, specifiers] of specifiersOf) {
      for (const specifier of listOf(specifiers)) if (nameOf(specifier) === null) bySettings.add(leadsTo(file, specifier), file)
    }
    return bySettings
  }

  return {
    /** Takes in what a file imports, a line each, in place of what it did before. Gives the files that it no longer imports, or did not before. */
    set(file: string, specifiers: string): readonly string[] {
      const before = specifiersOf.get(file)
      if (before !== undefined) change(file, 'remove')
      specifiersOf.set(file, specifiers)
      change(file, 'add')
      answers.clear()
      if (before === undefined || before === specifiers) return nothing
      const [was, now] = [listOf(before), listOf(specifiers)]
      const others = [...was.filter((one) => !now.includes(one)), ...now.filter((one) => !was.includes(one))]
      return others.map((specifier) => leadsTo(file, specifier))
    },
    /** The files that import a file, or a package by its specifier, in order. */
    of(file: string): readonly string[] {
      const known = answers.get(file)
      if (known !== undefined) return known
      const found = new Set(resolvedBySettings().of(file))
      for (const name of namesOf(file)) {
        for (const from of byName.of(name)) {
          const specifiers = listOf(specifiersOf.get(from)!)
          if (specifiers.some((specifier) => nameOf(specifier) === name && leadsTo(from, specifier) === file)) found.add(from)
        }
      }
      const all = [...found].sort()
      answers.set(file, all)
      return all
    },
  }
}

const nothing: readonly string[] = []

/** Most keys have few files: lists of just their length take a third of the memory of those that grow, or of sets. */
const mostCopied = 8

/** Files by what they lead to. */
function createTable() {
  const files = new Map<string, string[]>()
  return {
    add(key: string, file: string): void {
      const known = files.get(key)
      if (known === undefined) files.set(key, [file])
      else if (known.length < mostCopied) files.set(key, [...known, file])
      else known.push(file)
    },
    remove(key: string, file: string): void {
      files.set(key, files.get(key)?.filter((one) => one !== file) ?? [])
    },
    of: (key: string): readonly string[] => files.get(key) ?? nothing,
  }
}

function listOf(lines: string): readonly string[] {
  return lines === '' ? nothing : lines.split('\n')
}

/** The name that a relative specifier ends with, without endings of files; null where there is none. */
function nameOf(specifier: string): string | null {
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return null
  const last = specifier.slice(specifier.lastIndexOf('/') + 1)
  const name = last.includes('.') ? last.replace(endings, '') : last
  return name === '' || name === '.' || name === '..' ? null : name
}

/** The names that relative specifiers of a file may end with: its own, and those of folders whose index or main file it may be. */
function namesOf(file: string): readonly string[] {
  const folder = posix.dirname(file)
  return [posix.basename(file).replace(endings, ''), posix.basename(folder), posix.basename(posix.dirname(folder))]
}

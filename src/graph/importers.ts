import type { Project } from './project'
import type { SourceReader } from './sourceReader'

/**
 * Gives the files that import (or re-export from) a file. The first call reads all files once: it is made only for apps that hand
 * the SDK, or parts of names, across files.
 */
export function createImporters(files: readonly string[], reader: SourceReader, project: Project): (file: string) => readonly string[] {
  let importers: Map<string, Set<string>> | null = null

  function readAll(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>()
    for (const file of files) {
      const text = reader.bytes(file)?.toString('utf8') ?? ''
      // Text, not syntax: what merely looks like an import costs a look at the file, and no more.
      for (const [, , specifier = ''] of text.matchAll(/\b(?:from|require\s*\(|import\s*\(?)\s*(['"`])([^'"`\n]+)\1/g)) {
        const target = project.resolve(file, specifier)
        if (target === null || !('file' in target)) continue
        const known = found.get(target.file) ?? new Set()
        found.set(target.file, known.add(file))
      }
    }
    return found
  }

  return (file) => [...((importers ??= readAll()).get(file) ?? [])]
}

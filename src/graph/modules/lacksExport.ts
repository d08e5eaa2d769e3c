import type { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { moduleExports } from './moduleExports'

/** Whether a module does not export a name for certain: it exports by single names alone, and names `exports` nowhere else. */
export function lacksExport(source: ts.SourceFile, name: string): boolean {
  const { named, computed, copied, stars, assigned } = moduleExports(source)
  if (name === 'default' || named.has(name) || assigned !== null) return false
  return [computed, copied, stars].every(({ length }) => length === 0) && mentionsIn(source).length <= named.size
}

/** Where the text may export something, beyond the words `export` that are read. */
const mentionsIn = onceFor(({ text }: ts.SourceFile): readonly string[] => text.match(/\bexports\b|\bexport\s+import\b/g) ?? [])

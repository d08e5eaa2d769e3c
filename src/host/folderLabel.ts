import { dirname } from 'node:path'

interface NamedFolder {
  readonly name: string
  readonly path: string
}

/** As much of the end of its path as tells a folder from others of its name; null where none has that. */
export function folderEnd({ name, path }: NamedFolder, all: readonly NamedFolder[]): string | null {
  const twins = all.filter((other) => other.name === name && other.path !== path)
  const parts = dirname(path).split(/[\\/]/)
  const ends = parts.map((_, index) => parts.slice(-index - 1).join('/'))
  const isOwn = (end: string): boolean => twins.every((twin) => !`/${dirname(twin.path).replaceAll('\\', '/')}`.endsWith(`/${end}`))
  return twins.length === 0 ? null : (ends.find(isOwn) ?? path)
}

/** What a workspace folder is called: its name, and where it lies when another has the same. */
export function folderLabel(folder: NamedFolder, all: readonly NamedFolder[]): string {
  const end = folderEnd(folder, all)
  return end === null ? folder.name : `${folder.name} in ${end}`
}

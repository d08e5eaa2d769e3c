import fs from 'node:fs'
import { join } from 'node:path'
import { callbackify } from 'node:util'
import type { FileOverlay } from './fileOverlay'
import { asOfCall } from './refusal'
import { OpenFolder } from './openFolder'
import { isPath, textOf } from './path'

interface ListingOptions {
  readonly withFileTypes?: boolean
  readonly recursive?: boolean
  readonly encoding?: string | null
}

/** The functions of `fs` that list folders, by what is below the layer and in it. `read` is Node's own, for places of the layer too. */
export function createFolderListing(overlay: FileOverlay, read: typeof fs.readdirSync) {
  const openReal = fs.opendirSync
  const entriesOf = (folder: string): fs.Dirent[] => {
    const found = new Map(read(folder, { withFileTypes: true }).map((entry) => [entry.name, entry]))
    const written = overlay.placeOf(folder)
    return overlay.list(folder, [...found.keys()]).map((name) => {
      const entry = found.get(name) ?? read(written, { withFileTypes: true }).find((one) => one.name === name)!
      return Object.assign(entry, { path: folder, parentPath: folder })
    })
  }
  const leadsToFolder = (path: string): boolean => {
    try {
      return overlay.isFolder(path)
    } catch {
      // A circle.
      return false
    }
  }
  /** Folder by folder, as Node does: those of one before what is below them. It follows links where names alone are asked for. */
  const walk = (folder: string, isRecursive: boolean, followsLinks = false): { name: string; entry: fs.Dirent }[] => {
    const found: { name: string; entry: fs.Dirent }[] = []
    const folders = ['']
    for (const below of folders) {
      for (const entry of entriesOf(below === '' ? folder : join(folder, below))) {
        const name = join(below, entry.name)
        found.push({ name, entry })
        const isFolder = entry.isDirectory() || (followsLinks && entry.isSymbolicLink() && leadsToFolder(join(folder, name)))
        if (isRecursive && isFolder) folders.push(name)
      }
    }
    return found
  }
  const readdirSync = (path: unknown, asked?: unknown): unknown => {
    const options: ListingOptions = typeof asked === 'string' ? { encoding: asked } : (asked ?? {})
    if (!isPath(path)) return read(path as never, asked as never)
    const found = walk(textOf(path), options.recursive === true, options.withFileTypes !== true)
    if (options.withFileTypes === true) return found.map(({ entry }) => entry)
    return found.map(({ name }) => (options.encoding === 'buffer' ? Buffer.from(name) : name))
  }
  const opendirSync = (path: unknown, options?: unknown): unknown => {
    if (!isPath(path)) return openReal(path as never, options as never)
    const isRecursive = (options as ListingOptions | undefined)?.recursive === true
    try {
      return new OpenFolder(
        textOf(path),
        walk(textOf(path), isRecursive).map(({ entry }) => entry),
      )
    } catch (error) {
      throw asOfCall(error, 'opendir', [path])
    }
  }
  const promised =
    (call: (path: unknown, options: unknown) => unknown) =>
    async (path: unknown, options?: unknown): Promise<unknown> =>
      Promise.resolve(call(path, options))
  const promises = { readdir: promised(readdirSync), opendir: promised(opendirSync) }
  return { calls: { readdirSync, opendirSync, readdir: callbackify(promises.readdir), opendir: callbackify(promises.opendir) }, promises }
}

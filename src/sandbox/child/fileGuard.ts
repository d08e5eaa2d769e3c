import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isPath, type FileOverlay } from './fileOverlay'

type Call = (...args: unknown[]) => unknown
type Mapping = (overlay: FileOverlay, args: unknown[]) => unknown[]

const one =
  (map: (overlay: FileOverlay, path: never, args: unknown[]) => unknown): Mapping =>
  (overlay, [path, ...rest]) => [isPath(path) ? map(overlay, path as never, rest) : path, ...rest]

const read = one((overlay, path) => overlay.forReading(path))
const readTimes = one((overlay, path) => overlay.forTimes(path))
const setTimes = one((overlay, path) => overlay.forSettingTimes(path))
const write = one((overlay, path) => overlay.forWriting(path))
const remove = one((overlay, path, [options]) =>
  overlay.forRemoving(path, (options as { recursive?: boolean } | undefined)?.recursive === true),
)

const readsAndWrites: Mapping = (overlay, [from, to, ...rest]) => [
  isPath(from) ? overlay.forReading(from) : from,
  isPath(to) ? overlay.forWriting(to) : to,
  ...rest,
]
const renames: Mapping = (overlay, [from, to, ...rest]) => {
  const target = isPath(to) ? overlay.forWriting(to) : to
  return [isPath(from) ? overlay.forRemoving(from, true) : from, target, ...rest]
}
/** What a link leads to is not touched by making it. */
const links: Mapping = (overlay, [target, path, ...rest]) => [target, isPath(path) ? overlay.forWriting(path) : path, ...rest]
const opens: Mapping = (overlay, args) => (isReadOnly(args[1]) ? read : write)(overlay, args)

/** By the name without `Sync`: each stands for the function with a callback, the synchronous one, and that of `fs.promises`. */
const mappings: Readonly<Record<string, Mapping>> = {
  ...{
    access: read,
    exists: read,
    lstat: readTimes,
    opendir: read,
    readFile: read,
    readlink: read,
    stat: readTimes,
    statfs: read,
    createReadStream: read,
  },
  ...{ appendFile: write, chmod: write, chown: write, createWriteStream: write, lchmod: write, lchown: write, lutimes: setTimes },
  ...{ mkdir: write, mkdtemp: write, truncate: write, utimes: setTimes, writeFile: write },
  ...{ rm: remove, rmdir: remove, unlink: remove },
  ...{ copyFile: readsAndWrites, cp: readsAndWrites, rename: renames, link: readsAndWrites, symlink: links, open: opens },
}

/** Keeps the files of the machine as they are: every change lands in the overlay. Real reads stay real. */
export function installFileGuard(overlay: FileOverlay): void {
  for (const [name, map] of Object.entries(mappings)) {
    for (const [owner, key] of [
      [fs, name],
      [fs, `${name}Sync`],
      [fs.promises, name],
    ] as const) {
      const original = (owner as unknown as Record<string, Call | undefined>)[key]
      if (original === undefined) continue
      const mapped = function (this: unknown, ...args: unknown[]): unknown {
        return original.apply(this, map(overlay, args))
      }
      replace(owner, key, Object.assign(mapped, original))
    }
  }
  replaceListing(overlay)
  syncBuiltinESMExports()
}

/** Listings join two folders. With options only plain names and entries can be joined; a recursive one shows what is below alone. */
function replaceListing(overlay: FileOverlay): void {
  const { readdirSync, readdir, promises } = fs
  const list = (path: unknown, options: unknown): unknown => {
    if (!isPath(path)) return (readdirSync as Call)(path, options)
    const { withFileTypes = false, recursive = false } = readListing(options)
    const at = overlay.forReading(path)
    const found = readdirSync(at, options as never) as unknown[]
    if (recursive || found.some((entry) => Buffer.isBuffer(entry))) return found
    if (!withFileTypes) return overlay.list(path, found as string[])
    const entries = new Map((found as fs.Dirent[]).map((entry) => [entry.name, entry]))
    const shown = overlay.list(path, [...entries.keys()])
    return shown.map((name) => entries.get(name) ?? entryOf(overlay, path, name))
  }
  const entryOf = (overlay: FileOverlay, path: unknown, name: string): fs.Dirent => {
    const folder = overlay.writtenFolder(path as string)
    return readdirSync(folder, { withFileTypes: true }).find((entry) => entry.name === name)!
  }
  replace(fs, 'readdirSync', list)
  replace(fs, 'readdir', (path: unknown, ...rest: unknown[]) => {
    const done = rest.at(-1) as (error: unknown, found?: unknown) => void
    if (typeof done !== 'function') return (readdir as unknown as Call)(path, ...rest)
    promises.readdir(path as string, (rest.length > 1 ? rest[0] : undefined) as never).then(
      (found) => done(null, found),
      (error: unknown) => done(error),
    )
    return undefined
  })
  replace(promises, 'readdir', (path: unknown, options: unknown) => Promise.resolve().then(() => list(path, options)))
}

function readListing(options: unknown): { readonly withFileTypes?: boolean; readonly recursive?: boolean } {
  return typeof options === 'object' && options !== null ? options : {}
}

function replace(owner: object, name: string, value: Call): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: true })
}

function isReadOnly(flags: unknown): boolean {
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC)) === 0
  return flags === undefined || flags === null || typeof flags === 'function' || flags === 'r' || flags === 'rs' || flags === 'sr'
}

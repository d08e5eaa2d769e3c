import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Demand, FileOverlay } from './fileOverlay'
import { createFolderListing } from './folderListing'
import { isPath, type Path } from './path'
import { namePlaces, type PlaceNames } from './placeNames'

type Call = (...args: unknown[]) => unknown
type Mapping = (overlay: FileOverlay, args: unknown[]) => unknown[]

const one =
  (map: (overlay: FileOverlay, path: Path, args: unknown[]) => unknown): Mapping =>
  (overlay, [path, ...rest]) => [isPath(path) ? map(overlay, path, rest) : path, ...rest]

const link = { isOfLink: true }
const read = one((overlay, path) => overlay.forReading(path))
const readLink = one((overlay, path) => overlay.forReading(path, link))
const readTimes = (demand: Demand): Mapping => one((overlay, path) => overlay.forTimes(path, demand))
const setTimes = (demand: Demand): Mapping => one((overlay, path) => overlay.forSettingTimes(path, demand))
const write = (demand: Demand): Mapping => one((overlay, path) => overlay.forWriting(path, demand))
const writeAll = one((overlay, path, [, options]) => overlay.forWriting(path, demandOf(option(options, 'flag'))))
const make = one((overlay, path, [options]) => overlay.forMaking(path, option(options, 'recursive') === true))
const remove = (demand: Demand): Mapping =>
  one((overlay, path, [options]) => {
    const isRecursive = option(options, 'recursive') === true
    return overlay.forRemoving(path, isRecursive, isRecursive ? {} : demand)
  })
const open = one((overlay, path, [flags]) => (isReadOnly(flags) ? overlay.forReading(path) : overlay.forWriting(path, demandOf(flags))))

const readsAndWrites =
  (demand: Demand): Mapping =>
  (overlay, [from, to, ...rest]) => {
    const placeOfTo = (path: Path): Path => {
      // What cannot be read is not written: the call fails.
      return isPath(from) && !overlay.has(from) ? overlay.forReading(path) : overlay.forWriting(path, demand)
    }
    return [isPath(from) ? overlay.forReading(from) : from, isPath(to) ? placeOfTo(to) : to, ...rest]
  }
const renames: Mapping = (overlay, [from, to, ...rest]) =>
  isPath(from) && isPath(to) ? [...overlay.forMoving(from, to), ...rest] : [from, to, ...rest]
/** What a link leads to is not touched by making it. */
const links: Mapping = (overlay, [to, path, ...rest]) => [
  to,
  isPath(path) ? overlay.forWriting(path, { isThere: false, ...link }) : path,
  ...rest,
]

/** By the name without `Sync`: each stands for the function with a callback, the synchronous one, and that of `fs.promises`. */
const mappings: Readonly<Record<string, Mapping>> = {
  ...{ access: read, exists: read, openAsBlob: read, readFile: read, realpath: read, readlink: readLink, statfs: read, open },
  ...{ lstat: readTimes(link), stat: readTimes({}), lutimes: setTimes(link), utimes: setTimes({}) },
  ...{ chmod: write({ isThere: true }), chown: write({ isThere: true }) },
  ...{ lchmod: write({ isThere: true, ...link }), lchown: write({ isThere: true, ...link }) },
  ...{ appendFile: writeAll, writeFile: writeAll, truncate: write({ isThere: true, isFolder: false }), mkdtemp: write({}) },
  ...{ mkdir: make, rm: remove({ isFolder: false }), rmdir: remove({ isFolder: true }), unlink: remove({ isFolder: false }) },
  ...{ rename: renames, symlink: links, copyFile: readsAndWrites({ isFolder: false }), cp: readsAndWrites({}) },
  link: readsAndWrites({ isThere: false, ...link }),
}

/** Whose result is a path. */
const givePaths = new Set(['mkdir', 'mkdtemp', 'realpath'])

/** Keeps the files of the machine as they are: every change lands in the overlay. Real reads stay real, and errors name the app's own paths. */
export function installFileGuard(overlay: FileOverlay): void {
  const guard = (original: Call, map: Mapping, givesPath = false): Call =>
    function (this: unknown, ...args) {
      const placed = map(overlay, args)
      const names = namePlaces(overlay, args, placed)
      return names === null ? original.apply(this, placed) : callNamed(names, original.bind(this), placed, givesPath)
    }
  const { readdirSync, open: openFile, createWriteStream } = fs
  for (const [name, map] of Object.entries(mappings)) {
    for (const [owner, key] of [
      [fs, name],
      [fs, `${name}Sync`],
      [fs.promises, name],
    ] as const) {
      const original = (owner as unknown as Record<string, (Call & { native?: Call }) | undefined>)[key]
      if (original === undefined) continue
      const guarded = (call: Call): Call => {
        const mapped = guard(call, map, givePaths.has(name))
        // Node gives the path without links, whatever it is asked about.
        return name === 'realpath' ? (path, ...rest) => mapped(isPath(path) ? overlay.pathOf(path) : path, ...rest) : mapped
      }
      const { native } = original
      replace(owner, key, Object.assign(guarded(original), original, native === undefined ? {} : { native: guarded(native) }))
    }
  }
  // What reads a file as a stream opens it with the functions above, later; a write is recorded where it is asked for.
  replace(fs, 'createWriteStream', (path, options) => {
    const given = typeof options === 'string' ? { encoding: options } : { ...(options as object | undefined) }
    if (!isPath(path) || 'fs' in given || 'fd' in given) return (createWriteStream as Call)(path, options)
    const place = overlay.forWriting(path, demandOf(option(given, 'flags')))
    const opens = guard(openFile as Call, (_, [, ...rest]) => [place, ...rest])
    return (createWriteStream as Call)(path, { ...given, fs: { ...fs, open: opens } })
  })
  const listing = createFolderListing(overlay, guard(readdirSync as Call, read) as typeof readdirSync)
  for (const [owner, calls] of [
    [fs, listing.calls],
    [fs.promises, listing.promises],
  ] as const) {
    for (const [name, call] of Object.entries(calls)) replace(owner, name, call)
  }
  syncBuiltinESMExports()
}

/** Calls a function of Node with places of the layer, and tells what comes of it by the app's names, whichever way it comes. */
function callNamed(names: PlaceNames, original: Call, placed: unknown[], givesPath: boolean): unknown {
  const told = (result: unknown): unknown => (givesPath ? names.path(result) : result)
  const done = placed.at(-1)
  const args = [...placed]
  if (typeof done === 'function')
    args[args.length - 1] = (error: unknown, ...results: unknown[]): unknown => (done as Call)(names.error(error), ...results.map(told))
  try {
    const result = original(...args)
    if (!(result instanceof Promise)) return told(result)
    return result.then(told, (error: unknown) => {
      throw names.error(error)
    })
  } catch (error) {
    throw names.error(error)
  }
}

function replace(owner: object, name: string, value: Call): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: true })
}

function option(options: unknown, name: string): unknown {
  return typeof options === 'object' && options !== null ? (options as Record<string, unknown>)[name] : undefined
}

function isReadOnly(flags: unknown): boolean {
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC)) === 0
  return flags === undefined || flags === null || typeof flags === 'function' || flags === 'r' || flags === 'rs' || flags === 'sr'
}

/** What must be at a path that is opened so for writing. */
function demandOf(flags: unknown): Demand {
  const isBits = typeof flags === 'number'
  const isExclusive = isBits ? (flags & fs.constants.O_EXCL) !== 0 : String(flags).includes('x')
  const needsFile = isBits ? (flags & fs.constants.O_CREAT) === 0 : String(flags).startsWith('r')
  return isExclusive ? { isThere: false } : needsFile ? { isThere: true, isFolder: false } : { isFolder: false }
}

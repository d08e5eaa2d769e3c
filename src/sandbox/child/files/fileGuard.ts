import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { absoluteOf, isPath, type FileOverlay } from './fileOverlay'
import { createListing } from './folderListing'
import { namePlaces, type PlaceNames } from './placeNames'

type Call = (...args: unknown[]) => unknown
type Mapping = (overlay: FileOverlay, args: unknown[]) => unknown[]

const one =
  (map: (overlay: FileOverlay, path: never, args: unknown[]) => unknown): Mapping =>
  (overlay, [path, ...rest]) => [isPath(path) ? map(overlay, path as never, rest) : path, ...rest]

const read = one((overlay, path) => overlay.forReading(path))
const readTimes = one((overlay, path) => overlay.forTimes(path))
const setTimes = one((overlay, path) => overlay.forSettingTimes(path))
const write = one((overlay, path) => overlay.forWriting(path))
const writeAll = one((overlay, path, [, options]) => overlay.forWriting(path, isExclusive(option(options, 'flag'))))
const make = one((overlay, path, [options]) => overlay.forMaking(path, option(options, 'recursive') === true))
const remove = one((overlay, path, [options]) => overlay.forRemoving(path, option(options, 'recursive') === true))
const open = one((overlay, path, [flags]) => (isReadOnly(flags) ? overlay.forReading(path) : overlay.forWriting(path, isExclusive(flags))))

/** What cannot be read is not written: the call fails. */
const target = (overlay: FileOverlay, from: unknown, to: unknown): unknown => {
  if (!isPath(to)) return to
  return isPath(from) && !overlay.has(from) ? overlay.forReading(to) : overlay.forWriting(to)
}
const readsAndWrites: Mapping = (overlay, [from, to, ...rest]) => [
  isPath(from) ? overlay.forReading(from) : from,
  target(overlay, from, to),
  ...rest,
]
const renames: Mapping = (overlay, [from, to, ...rest]) => {
  const place = target(overlay, from, to)
  return [isPath(from) ? overlay.forRemoving(from, true) : from, place, ...rest]
}
/** What a link leads to is not touched by making it. */
const links: Mapping = (overlay, [to, path, ...rest]) => [to, isPath(path) ? overlay.forWriting(path) : path, ...rest]

/** By the name without `Sync`: each stands for the function with a callback, the synchronous one, and that of `fs.promises`. */
const mappings: Readonly<Record<string, Mapping>> = {
  ...{ access: read, exists: read, lstat: readTimes, openAsBlob: read, readFile: read, readlink: read, stat: readTimes, statfs: read },
  ...{ appendFile: write, chmod: write, chown: write, lchmod: write, lchown: write, lutimes: setTimes, utimes: setTimes },
  ...{ mkdir: make, mkdtemp: write, truncate: write, writeFile: writeAll, rm: remove, rmdir: remove, unlink: remove },
  ...{ copyFile: readsAndWrites, cp: readsAndWrites, rename: renames, link: readsAndWrites, symlink: links, open, realpath: read },
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
        // Node gives a path from the root, whatever it is asked about.
        return name === 'realpath' ? (path, ...rest) => mapped(isPath(path) ? absoluteOf(path) : path, ...rest) : mapped
      }
      const { native } = original
      replace(owner, key, Object.assign(guarded(original), original, native === undefined ? {} : { native: guarded(native) }))
    }
  }
  // What reads a file as a stream opens it with the functions above, later; a write is recorded where it is asked for.
  replace(fs, 'createWriteStream', (path, options) => {
    const given = typeof options === 'string' ? { encoding: options } : { ...(options as object | undefined) }
    if (!isPath(path) || 'fs' in given || 'fd' in given) return (createWriteStream as Call)(path, options)
    const place = overlay.forWriting(path, isExclusive(option(given, 'flags')))
    const opens = guard(openFile as Call, (_, [, ...rest]) => [place, ...rest])
    return (createWriteStream as Call)(path, { ...given, fs: { ...fs, open: opens } })
  })
  const listing = createListing(overlay, guard(readdirSync as Call, read) as typeof readdirSync)
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

/** Whether what is opened so must not be there yet. */
function isExclusive(flags: unknown): boolean {
  return typeof flags === 'number' ? (flags & fs.constants.O_EXCL) !== 0 : typeof flags === 'string' && flags.includes('x')
}

import fs from 'node:fs'
import type { Demand, FileOverlay } from './fileOverlay'
import { namePlaces } from './placeNames'
import { endsInSlash, isPath, type Path } from './path'

/** Puts places for reading and writing where the paths are among the arguments of a call. */
export type Mapping = (overlay: FileOverlay, args: unknown[]) => unknown[]

type Ask = (...paths: unknown[]) => unknown

const one =
  (map: (overlay: FileOverlay, path: Path, args: unknown[]) => unknown): Mapping =>
  (overlay, [path, ...rest]) => [isPath(path) ? map(overlay, path, rest) : path, ...rest]

const link = { isOfLink: true }
const owned = { isThere: true, leave: 'owner' } as const
export const read = one((overlay, path) => overlay.forReading(path))
const readLink = one((overlay, path) => overlay.forReading(path, link))
const readTimes = (isOfLink: boolean): Mapping =>
  one((overlay, path) => overlay.forTimes(path, { isOfLink: isOfLink && !endsInSlash(path) }))
const setTimes = (demand: Demand): Mapping => one((overlay, path) => overlay.forSettingTimes(path, demand))
const write = (demand: Demand): Mapping => one((overlay, path) => overlay.forWriting(path, demand))
const writeAll = one((overlay, path, [, options]) => overlay.forWriting(path, demandOf(option(options, 'flag'))))
const make = one((overlay, path, [options]) => overlay.forMaking(path, option(options, 'recursive') === true))
const remove = (demand: Demand): Mapping =>
  one((overlay, path, [options]) => {
    const isRecursive = option(options, 'recursive') === true
    return overlay.forRemoving(path, isRecursive, isRecursive ? {} : demand)
  })
const opened = (overlay: FileOverlay, path: Path, flags: unknown): Path =>
  isReadOnly(flags) ? overlay.forReading(path) : overlay.forWriting(path, demandOf(flags))
const open = one((overlay, path, [flags]) => opened(overlay, path, flags))
const readAll = one((overlay, path, [options]) => opened(overlay, path, option(options, 'flag')))

const two =
  (map: (overlay: FileOverlay, from: Path, to: Path) => readonly Path[]): Mapping =>
  (overlay, args) => {
    const [from, to, ...rest] = args
    return isPath(from) && isPath(to) ? [...map(overlay, from, to), ...rest] : args
  }
const copyFile = two((overlay, from, to) => [
  overlay.forReading(from),
  // What cannot be read is not written: the call fails.
  overlay.has(from) ? overlay.forWriting(to, { isFolder: false }) : overlay.placeOf(to),
])
const rename = two((overlay, from, to) => overlay.forMoving(from, to))
const hardLink = two((overlay, from, to) => overlay.forLinking(from, to))
const copies: Mapping = (overlay, args) => {
  const [from, to, ...rest] = args
  if (!isPath(from) || !isPath(to)) return args
  const options = typeof rest[0] === 'function' ? undefined : rest.shift()
  const placed = overlay.forCopying(from, to, { isOfLink: option(options, 'dereference') !== true })
  const isWrong = options !== undefined && typeof options !== 'object'
  return [...placed, isWrong ? options : { ...options, filter: copyFilter(overlay, [from, to], placed, options) }, ...rest]
}

/** The filter of a copy, which hears of the app's own paths. Without one, newer versions of Node copy by native code, which follows links out of the layer. */
function copyFilter(overlay: FileOverlay, args: readonly unknown[], placed: readonly unknown[], options: unknown): unknown {
  const filter = option(options, 'filter') ?? (() => true)
  if (typeof filter !== 'function') return filter
  const names = namePlaces(overlay, args, placed)
  const keepsTimes = option(options, 'preserveTimestamps') === true
  return (from: string, to: string): unknown => {
    const note = (isTaken: unknown): unknown => {
      if (isTaken) overlay.noteCopied(from, to, keepsTimes)
      return isTaken
    }
    const answer = (filter as Ask)(...[from, to].map((place) => names?.path(place) ?? place))
    return answer instanceof Promise ? answer.then(note) : note(answer)
  }
}

/** What a link leads to is not touched by making it. */
const links: Mapping = (overlay, [to, path, ...rest]) => [
  to,
  isPath(path) ? overlay.forWriting(path, { isThere: false, ...link }) : path,
  ...rest,
]

/** By the name without `Sync`: each stands for the function with a callback, the synchronous one, and that of `fs.promises`. */
export const mappings: Readonly<Record<string, Mapping>> = {
  ...{ access: read, exists: read, openAsBlob: read, readFile: readAll, realpath: read, readlink: readLink, statfs: read, open },
  ...{ lstat: readTimes(true), stat: readTimes(false), lutimes: setTimes(link), utimes: setTimes({}) },
  ...{ chmod: write(owned), chown: write(owned), lchmod: write({ ...owned, ...link }), lchown: write({ ...owned, ...link }) },
  ...{ appendFile: writeAll, writeFile: writeAll, truncate: write({ isThere: true, isFolder: false }), mkdtemp: write({}) },
  ...{ mkdir: make, rm: remove({ isFolder: false }), rmdir: remove({ isFolder: true }), unlink: remove({ isFolder: false }) },
  ...{ rename, symlink: links, copyFile, cp: copies, link: hardLink },
}

export function option(options: unknown, name: string): unknown {
  return typeof options === 'object' && options !== null ? (options as Record<string, unknown>)[name] : undefined
}

function isReadOnly(flags: unknown): boolean {
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC)) === 0
  return flags === undefined || flags === null || typeof flags === 'function' || flags === 'r' || flags === 'rs' || flags === 'sr'
}

/** What must be at a path that is opened so for writing. */
export function demandOf(flags: unknown): Demand {
  const isBits = typeof flags === 'number'
  const isExclusive = isBits ? (flags & fs.constants.O_EXCL) !== 0 : String(flags).includes('x')
  const needsFile = isBits ? (flags & fs.constants.O_CREAT) === 0 : String(flags).startsWith('r')
  if (isExclusive) return { isThere: false, isOfLink: true, opens: true }
  return needsFile ? { isThere: true, isFolder: false, opens: true } : { isFolder: false, opens: true }
}

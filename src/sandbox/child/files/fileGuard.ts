import fs from 'node:fs'
import { replace, type Call } from '../replace'
import { Descriptors } from './descriptors'
import { demandOf, mappings, option, read, type Mapping } from './fileMappings'
import type { FileOverlay } from './fileOverlay'
import { createFolderListing } from './folderListing'
import { newerCalls } from './newerCalls'
import { isPath, type Path } from './path'
import { namePlaces, type PlaceNames } from './placeNames'
import { asOfCall } from './refusal'

/** Whose result is a path. */
const givePaths = new Set(['mkdir', 'mkdtemp', 'readlink', 'realpath'])

/** Keeps the files of the machine as they are: every change lands in the overlay. Real reads stay real, and errors name the app's own paths. */
export function installFileGuard(overlay: FileOverlay): void {
  const guard = (name: string, original: Call, map: Mapping, isPromised = false): Call =>
    function (this: unknown, ...args) {
      let placed: unknown[]
      try {
        placed = map(overlay, args)
      } catch (error) {
        return refuse(asOfCall(error, name, args), name, args.at(-1), isPromised)
      }
      const names = namePlaces(overlay, args, placed)
      return names === null ? original.apply(this, placed) : callNamed(names, original.bind(this), placed, givePaths.has(name))
    }
  const rooted = (path: Path): Path => {
    // As for each file of a package that is loaded.
    if (overlay.isAsDisk) return path
    try {
      return overlay.has(path) ? overlay.pathOf(path) : path
    } catch {
      return path
    }
  }
  const descriptors = new Descriptors((path) => {
    const at = overlay.pathOf(path)
    return overlay.layer.isTemporary(at) ? null : at
  })
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
        const work = name === 'open' ? descriptors.noting(call) : name === 'cp' && key === name ? inTurn(call, owner === fs.promises) : call
        const mapped = guard(name, work, map, owner === fs.promises)
        // Node gives the path without links, whatever it is asked about.
        return name === 'realpath' ? (path, ...rest) => mapped(isPath(path) ? rooted(path) : path, ...rest) : mapped
      }
      const { native } = original
      replace(owner, key, Object.assign(guarded(original), original, native === undefined ? {} : { native: guarded(native) }))
    }
  }
  // What reads a file as a stream opens it with the functions above, later; a write is recorded where it is asked for.
  replace(fs, 'createWriteStream', (path: unknown, options: unknown) => {
    const given = typeof options === 'string' ? { encoding: options } : { ...(options as object | undefined) }
    if (!isPath(path) || 'fs' in given || 'fd' in given) return (createWriteStream as Call)(path, options)
    const place = attempt(() => overlay.forWriting(path, demandOf(option(given, 'flags'))))
    const opens = guard('open', descriptors.noting(openFile as Call), (_, [, ...rest]) => [place(), ...rest])
    return (createWriteStream as Call)(path, { ...given, fs: { ...fs, open: opens } })
  })
  descriptors.install()
  const cwd = process.cwd.bind(process)
  const change = guard('chdir', process.chdir.bind(process) as Call, read)
  process.chdir = (folder) => {
    change(folder)
    overlay.isWithin = process.cwd() !== cwd()
  }
  process.cwd = () => (overlay.isAsDisk ? cwd() : overlay.layer.toldOf(cwd()))
  const listing = createFolderListing(overlay, guard('readdir', readdirSync as Call, read) as typeof readdirSync)
  for (const [owner, calls] of [[fs, listing.calls], [fs.promises, listing.promises], ...newerCalls] as const) {
    for (const [name, call] of Object.entries(calls)) if (name in owner) replace(owner, name, call)
  }
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

/** Tells of an error in the way of the function that was called. */
function refuse(error: Error, name: string, done: unknown, isPromised: boolean): unknown {
  if (isPromised) return Promise.reject(error)
  const isAsked = name === 'exists'
  if (typeof done === 'function') return process.nextTick(done, isAsked ? false : error)
  if (isAsked) return false
  throw error
}

/** Calls at once, and gives or throws later what came of it. */
function attempt<T>(call: () => T): () => T {
  try {
    const result = call()
    return () => result
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** Begins behind the app's own code what Node begins with two looks at once, whose order means nothing. */
function inTurn(call: Call, isPromised: boolean): Call {
  if (!isPromised) return (...args) => process.nextTick(call, ...args)
  return (...args) => new Promise((resolve, reject) => process.nextTick(() => (call(...args) as Promise<unknown>).then(resolve, reject)))
}

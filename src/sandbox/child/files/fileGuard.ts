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
  const descriptors = new Descriptors((path) => {
    const at = overlay.pathOf(path)
    return overlay.layer.isTemporary(at) ? null : at
  })
  const { readdirSync, open } = fs
  guardCalls(overlay, descriptors)
  guardWriteStreams(overlay, descriptors.noting(open as Call))
  descriptors.install()
  guardCurrentFolder(overlay)
  const listing = createFolderListing(overlay, guarded(overlay, 'readdir', readdirSync as Call, read) as typeof readdirSync)
  for (const [owner, calls] of [[fs, listing.calls], [fs.promises, listing.promises], ...newerCalls] as const) {
    for (const [name, call] of Object.entries(calls)) if (name in owner) replace(owner, name, call)
  }
}

/** A function of Node, with places in the overlay for the paths that it is called with. */
function guarded(overlay: FileOverlay, name: string, original: Call, map: Mapping, isPromised = false): Call {
  return function (this: unknown, ...args) {
    let placed: unknown[]
    try {
      placed = map(overlay, args)
    } catch (error) {
      return refuse(asOfCall(error, name, args), name, args.at(-1), isPromised)
    }
    const names = namePlaces(overlay, args, placed)
    return names === null ? original.apply(this, placed) : callNamed(names, original.bind(this), placed, givePaths.has(name))
  }
}

function guardCalls(overlay: FileOverlay, descriptors: Descriptors): void {
  for (const [name, map] of Object.entries(mappings)) {
    for (const [owner, key] of [
      [fs, name],
      [fs, `${name}Sync`],
      [fs.promises, name],
    ] as const) {
      const original = (owner as unknown as Record<string, (Call & { native?: Call }) | undefined>)[key]
      if (original === undefined) continue
      const isPromised = owner === fs.promises
      const guard = (call: Call): Call => {
        const beginsTwo = name === 'cp' && key === name
        const work = name === 'open' ? descriptors.noting(call) : call
        const mapped = guarded(overlay, name, beginsTwo ? inTurn(call, isPromised) : work, map, isPromised)
        // Node gives the path without links, whatever it is asked about.
        return name === 'realpath' ? (path, ...rest) => mapped(isPath(path) ? rooted(overlay, path) : path, ...rest) : mapped
      }
      const { native } = original
      replace(owner, key, Object.assign(guard(original), original, native === undefined ? {} : { native: guard(native) }))
    }
  }
}

function rooted(overlay: FileOverlay, path: Path): Path {
  // As for each file of a package that is loaded.
  if (overlay.isAsDisk) return path
  try {
    return overlay.has(path) ? overlay.pathOf(path) : path
  } catch {
    return path
  }
}

/** What reads a file as a stream opens it with the functions of `fs`, later; a write is recorded where it is asked for. */
function guardWriteStreams(overlay: FileOverlay, open: Call): void {
  const create = fs.createWriteStream as Call
  replace(fs, 'createWriteStream', (path: unknown, options: unknown) => {
    const given = typeof options === 'string' ? { encoding: options } : { ...(options as object | undefined) }
    if (!isPath(path) || 'fs' in given || 'fd' in given) return create(path, options)
    const place = attempt(() => overlay.forWriting(path, demandOf(option(given, 'flags'))))
    const opens = guarded(overlay, 'open', open, (_, [, ...rest]) => [place(), ...rest])
    return create(path, { ...given, fs: { ...fs, open: opens } })
  })
}

function guardCurrentFolder(overlay: FileOverlay): void {
  const cwd = process.cwd.bind(process)
  const change = guarded(overlay, 'chdir', process.chdir.bind(process) as Call, read)
  process.chdir = (folder) => {
    change(folder)
    overlay.isWithin = process.cwd() !== cwd()
  }
  process.cwd = () => (overlay.isAsDisk ? cwd() : overlay.layer.toldOf(cwd()))
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

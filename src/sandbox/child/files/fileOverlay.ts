import fs from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Node's own functions, kept before any of them is replaced. */
const real = { ...fs }

/** A path as Node's functions take it. Descriptors are none. */
export type Path = string | Buffer | URL

/**
 * A layer over the file system: what is written lands in a scratch folder, and is read from there; what is removed only seems gone. Paths are
 * mapped, the work stays Node's own.
 */
export class FileOverlay {
  /** Absolute paths that were removed; all below them is gone too. */
  private readonly gone = new Set<string>()
  /** When absolute paths were last written, in virtual epoch ms. */
  private readonly writtenAt = new Map<string, number>()

  /** `scratch` is an empty folder (absolute): paths within it are taken as they are. `now` gives virtual epoch ms. */
  constructor(
    private readonly scratch: string,
    private readonly now: () => number,
    private readonly onChange: (kind: 'fs.write' | 'fs.remove', path: string) => void,
    /** Told of reads that Node's permission model is going to refuse. */
    private readonly onDenied: (path: string) => void,
  ) {}

  /** Where to read what is at a path. */
  forReading(path: Path): Path {
    const place = this.placeForReading(path)
    if (place === path && process.permission?.has('fs.read', absoluteOf(path)) === false) this.onDenied(absoluteOf(path))
    return place
  }

  private placeForReading(path: Path): Path {
    const absolute = absoluteOf(path)
    if (this.isExempt(absolute)) return path
    const place = this.placeOf(absolute)
    const written = real.statSync(place, { throwIfNoEntry: false })
    if (written === undefined) return this.isGone(absolute) ? place : path
    // A folder of the layer holds only what was written; what it is, the one below it tells.
    return written.isDirectory() && !this.isGone(absolute) && real.existsSync(absolute) ? path : place
  }

  /** The same for who asks for the times of a file: what was written is as old as the run's clock says. */
  forTimes(path: Path): Path {
    const place = this.forReading(path)
    const writtenAt = this.writtenAt.get(absoluteOf(path))
    if (writtenAt !== undefined && place !== path && real.existsSync(place)) real.utimesSync(place, writtenAt / 1000, writtenAt / 1000)
    return place
  }

  /** Where to set the times of a file, which stay as they are set. */
  forSettingTimes(path: Path): Path {
    const place = this.forWriting(path)
    this.writtenAt.delete(absoluteOf(path))
    return place
  }

  /** Where to write what is to be at a path, with what is there now. `isNew` is for what fails where something is there already. */
  forWriting(path: Path, isNew = false): Path {
    const absolute = absoluteOf(path)
    if (this.isExempt(absolute)) return path
    const isRefused = isNew && this.has(path)
    const place = this.claim(absolute)
    if (!isRefused && isFolder(dirname(place))) this.noteWritten(absolute)
    return place
  }

  /** Where to make a folder; `isRecursive` makes those above it too. */
  forMaking(path: Path, isRecursive: boolean): Path {
    const absolute = absoluteOf(path)
    if (isRecursive && !this.isExempt(absolute) && !this.has(path) && !this.has(dirname(absolute))) this.noteWritten(absolute)
    return this.forWriting(path, true)
  }

  /** Whether something is at a path now. */
  has(path: Path): boolean {
    return real.lstatSync(this.forReading(path), { throwIfNoEntry: false }) !== undefined
  }

  private noteWritten(absolute: string): void {
    this.onChange('fs.write', absolute)
    this.writtenAt.set(absolute, this.now())
  }

  /** The place of a path in the layer, filled with what is there now: folders above it, and a file's text. */
  private claim(absolute: string): string {
    const place = this.placeOf(absolute)
    if (real.existsSync(place)) return place
    const parent = dirname(absolute)
    if (isFolder(this.forReading(parent))) real.mkdirSync(dirname(place), { recursive: true })
    else if (parent !== absolute) this.claim(parent)
    if (this.isGone(absolute)) return place
    const there = real.statSync(absolute, { throwIfNoEntry: false })
    if (there?.isDirectory() === true) real.mkdirSync(place, { recursive: true })
    else if (there !== undefined) real.copyFileSync(absolute, place)
    return place
  }

  /** Where to remove what is at a path. A folder that still holds something is left to Node to refuse. */
  forRemoving(path: Path, isRecursive: boolean): Path {
    const absolute = absoluteOf(path)
    if (this.isExempt(absolute)) return path
    const there = this.forReading(absolute)
    if (!isRecursive && isFolder(there) && this.list(absolute, real.readdirSync(there)).length > 0) return this.forReading(path)
    const isThere = this.has(absolute)
    const place = this.claim(absolute)
    if (!isThere) return place
    this.gone.add(absolute)
    this.onChange('fs.remove', absolute)
    return place
  }

  /** A text that names places of the layer, with the paths that they stand for. */
  toldOf(text: string): string {
    return text.replaceAll(join(this.scratch, 'files'), '')
  }

  /** The names in a folder, after those that Node found at its place for reading. */
  list(path: Path, found: readonly string[]): string[] {
    const absolute = absoluteOf(path)
    if (this.isExempt(absolute)) return [...found]
    const place = this.placeOf(absolute)
    const written = isFolder(place) ? real.readdirSync(place) : []
    const below = found.filter((name) => !this.gone.has(join(absolute, name)))
    return [...new Set([...below, ...written])].sort()
  }

  /** The folder of the layer for a folder. */
  writtenFolder(path: Path): string {
    return this.placeOf(absoluteOf(path))
  }

  private placeOf(absolute: string): string {
    return join(this.scratch, 'files', absolute.replace(':', ''))
  }

  private isGone(absolute: string): boolean {
    for (let at = absolute; ; at = dirname(at)) {
      if (this.gone.has(at)) return true
      if (dirname(at) === at) return false
    }
  }

  private isExempt(absolute: string): boolean {
    const inside = relative(this.scratch, absolute)
    return !inside.startsWith(`..${sep}`) && inside !== '..' && inside !== absolute ? true : /^\/(dev|proc|sys)\//.test(absolute)
  }
}

function isFolder(path: Path): boolean {
  return real.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** A path as one from the root. */
export function absoluteOf(path: Path): string {
  return resolve(textOf(path))
}

export function textOf(path: Path): string {
  return path instanceof URL ? fileURLToPath(path) : path.toString()
}

/** Whether an argument is a path that can be mapped: descriptors are not, and what is none at all gets Node's own error. */
export function isPath(value: unknown): value is Path {
  return (
    (typeof value === 'string' && !value.includes('\0')) || Buffer.isBuffer(value) || (value instanceof URL && value.protocol === 'file:')
  )
}

import fs from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { absoluteOf, type Path } from './path'

/** Node's own functions, kept before any of them is replaced. */
export const real = { ...fs }

/** Links that are followed one after the other, as Linux has it: more are a circle. */
const MOST_LINKS = 40

/**
 * Where things are: in the layer what was written, in the place that its path has there, else on the disk. A path here is one from the root, and
 * no link leads to it, so that Node never follows one out of the layer.
 */
export class FileLayer {
  /** What was removed; all below it is gone too. */
  private readonly gone = new Set<string>()
  /** Whether nothing was written or removed so far. */
  isUntouched = true

  /** `scratch` is an empty folder (absolute). */
  constructor(private readonly scratch: string) {}

  /** The path that the app means; that of a link at its end is what the link leads to, unless the call `isOfLink` itself. */
  pathOf(path: Path, isOfLink: boolean): string {
    return this.follow(absoluteOf(path), isOfLink, MOST_LINKS)
  }

  private follow(absolute: string, isOfLink: boolean, most: number): string {
    const parent = dirname(absolute)
    if (parent === absolute || isExempt(this.scratch, absolute)) return absolute
    const at = join(this.follow(parent, false, most), basename(absolute))
    if (isOfLink || most === 0 || this.statsOf(at)?.isSymbolicLink() !== true) return at
    return this.follow(resolve(dirname(at), real.readlinkSync(this.whereIs(at))), false, most - 1)
  }

  /** Whether a path is taken as it is: that of a temporary file, or of what is no file. */
  isExempt(path: string): boolean {
    return isExempt(this.scratch, path)
  }

  placeOf(path: string): string {
    return join(this.scratch, 'files', path.replace(':', ''))
  }

  isGone(path: string): boolean {
    for (let at = path; ; at = dirname(at)) {
      if (this.gone.has(at)) return true
      if (dirname(at) === at) return false
    }
  }

  remove(path: string): void {
    this.isUntouched = false
    this.gone.add(path)
  }

  /** Where to find what is at a path now. */
  whereIs(path: string): string {
    const place = this.placeOf(path)
    const written = statsAt(place)
    if (written === undefined) return this.isGone(path) ? place : path
    // A folder of the layer holds only what was written; what it is, the one below it tells.
    return written.isDirectory() && !this.isGone(path) && statsAt(path) !== undefined ? path : place
  }

  statsOf(path: string): fs.Stats | undefined {
    return statsAt(this.whereIs(path))
  }

  isFolder(path: string): boolean {
    return this.statsOf(path)?.isDirectory() === true
  }

  /** The names in a folder, after those that Node found where it is. */
  list(path: string, found: readonly string[] = real.readdirSync(this.whereIs(path))): string[] {
    const place = this.placeOf(path)
    const written = statsAt(place)?.isDirectory() === true ? real.readdirSync(place) : []
    const below = found.filter((name) => !this.gone.has(join(path, name)))
    return [...new Set([...below, ...written])].sort()
  }

  /** The place of a path, filled with what is there now: folders above it, and a file's text. */
  claim(path: string): string {
    this.isUntouched = false
    const place = this.placeOf(path)
    if (statsAt(place) !== undefined) return place
    const parent = dirname(path)
    if (this.isFolder(parent)) real.mkdirSync(dirname(place), { recursive: true })
    else if (parent !== path) this.claim(parent)
    const there = this.isGone(path) ? undefined : statsAt(path, true)
    if (there?.isSymbolicLink() === true) real.symlinkSync(real.readlinkSync(path), place)
    else if (there?.isDirectory() === true) real.mkdirSync(place, { recursive: true })
    else if (there !== undefined) real.copyFileSync(path, place)
    return place
  }

  /** The same with all that is below a folder. */
  claimAll(path: string): string {
    if (this.isFolder(path)) for (const name of this.list(path)) this.claimAll(join(path, name))
    return this.claim(path)
  }

  /** A text that names places, with the paths that they stand for. */
  toldOf(text: string): string {
    return text.replaceAll(join(this.scratch, 'files'), '')
  }
}

/** Nothing, too, where Node would say that nothing can be there, such as below a file. May throw what Node's permission model refuses. */
function statsAt(path: string, throwsDenial = false): fs.Stats | undefined {
  try {
    return real.lstatSync(path)
  } catch (error) {
    if (throwsDenial && (error as NodeJS.ErrnoException).code === 'ERR_ACCESS_DENIED') throw error
    return undefined
  }
}

function isExempt(scratch: string, path: string): boolean {
  const inside = relative(scratch, path)
  return (!inside.startsWith(`..${sep}`) && inside !== '..' && inside !== path) || /^\/(dev|proc|sys)\//.test(path)
}

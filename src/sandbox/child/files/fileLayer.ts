import fs from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { absoluteOf, endsInSlash, type Path } from './path'
import { refusal } from './refusal'

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
  /** Folders of the disk that no link leads to, as they were found since the layer changed: a package is many files below the same ones. */
  private readonly plain = new Set<string>()

  /** `scratch` is an empty folder (absolute). */
  constructor(private readonly scratch: string) {}

  /** The path that the app means; that of a link at its end is what the link leads to, unless the call `isOfLink` itself. */
  pathOf(path: Path, isOfLink: boolean): string {
    const at = this.follow(absoluteOf(path), isOfLink, { links: 0 })
    if (endsInSlash(path) && this.statsOf(at)?.isDirectory() === false) throw refusal('ENOTDIR')
    return at
  }

  private follow(absolute: string, isOfLink: boolean, met: { links: number }): string {
    const parent = dirname(absolute)
    if (parent === absolute || absolute === this.scratch || this.plain.has(absolute)) return absolute
    const at = join(this.follow(parent, false, met), basename(absolute))
    if (isOfLink) return at
    const stats = this.statsOf(at)
    if (stats?.isSymbolicLink() !== true) {
      // What is temporary changes without a word to the layer.
      if (at === absolute && stats?.isDirectory() === true && !this.isTemporary(at) && this.whereIs(at) === at) this.plain.add(at)
      return at
    }
    if (++met.links > MOST_LINKS) throw refusal('ELOOP')
    // A link that was copied within the layer may name places of it.
    const target = this.toldOf(resolve(dirname(at), real.readlinkSync(this.whereIs(at))))
    // The links of a process to its pipes and sockets lead nowhere.
    return isStream(at) && statsAt(target) === undefined ? at : this.follow(target, false, met)
  }

  /** Whether a path is that of a temporary file, which is taken as it is. */
  isTemporary(path: string): boolean {
    const inside = relative(this.scratch, path)
    return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && inside !== path
  }

  /** Whether to write to a path changes no file. */
  isDevice(path: string): boolean {
    return isStream(path) || /^\/dev\/(null|zero|full|u?random|tty|pts\/\d+)$/.test(path)
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
    this.touch()
    this.gone.add(path)
  }

  /** Where to find what is at a path now. */
  whereIs(path: string): string {
    if (this.isTemporary(path)) return path
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
    if (this.isTemporary(path)) return path
    this.touch()
    const place = this.placeOf(path)
    if (statsAt(place) !== undefined) return place
    const parent = dirname(path)
    if (this.isFolder(parent)) real.mkdirSync(dirname(place), { recursive: true })
    else if (parent !== path) this.claim(parent)
    const there = this.isGone(path) ? undefined : statsAt(path, true)
    if (there?.isSymbolicLink() === true) real.symlinkSync(real.readlinkSync(path), place)
    else if (there?.isDirectory() === true) real.mkdirSync(place, { recursive: true })
    else if (there?.isFile() === true) {
      real.copyFileSync(path, place)
      real.utimesSync(place, there.atimeMs / 1000, there.mtimeMs / 1000)
    }
    // A device, a pipe or a socket has no text to copy.
    else if (there !== undefined) real.writeFileSync(place, '')
    return place
  }

  /** The same with all that is below a folder. */
  claimAll(path: string): string {
    if (this.isFolder(path)) for (const name of this.list(path)) this.claimAll(join(path, name))
    return this.claim(path)
  }

  private touch(): void {
    this.isUntouched = false
    this.plain.clear()
  }

  /** Whether something at a path or below it was written or removed. */
  isChanged(path: string): boolean {
    return statsAt(this.placeOf(path)) !== undefined || [...this.gone].some((gone) => `${gone}${sep}`.startsWith(`${path}${sep}`))
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

/** An end of a pipe or a socket, or a terminal, that a process has open. */
function isStream(path: string): boolean {
  return /^\/proc\/\d+\/fd\/\d+$/.test(path)
}

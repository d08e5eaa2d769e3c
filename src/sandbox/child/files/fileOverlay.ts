import { basename, dirname, join } from 'node:path'
import { FileLayer, real } from './fileLayer'
import { absoluteOf, type Path } from './path'

/** What a call is about, and what must be there for it to succeed; what is left out may be either way. */
export interface Demand {
  readonly isThere?: boolean
  /** Of what is there. */
  readonly isFolder?: boolean
  /** The call is about a link itself, where there is one, and not about what it leads to. */
  readonly isOfLink?: boolean
}

/** The longest name of a file, in bytes. */
const NAME_BYTES = 255

/**
 * A layer over the file system: what is written lands in a scratch folder, and is read from there; what is removed only seems gone. Paths are
 * mapped, the work stays Node's own.
 */
export class FileOverlay {
  private readonly layer: FileLayer
  /** When paths were last written, in virtual epoch ms. */
  private readonly writtenAt = new Map<string, number>()

  /** `scratch` is an empty folder (absolute): paths within it are taken as they are. `now` gives virtual epoch ms. */
  constructor(
    scratch: string,
    private readonly now: () => number,
    private readonly onChange: (kind: 'fs.write' | 'fs.remove', path: string) => void,
    /** Told of reads that Node's permission model is going to refuse. */
    private readonly onDenied: (path: string) => void,
    /** Throws where the disk lets the app not write to what is at a path. */
    private readonly checkPermission = (path: string): void => real.accessSync(path, real.constants.W_OK),
  ) {
    this.layer = new FileLayer(scratch)
  }

  /** The path from the root that a path means, with no link on the way. */
  pathOf(path: Path, { isOfLink = false }: Demand = {}): string {
    return this.layer.pathOf(path, isOfLink)
  }

  /** Where to read what is at a path. */
  forReading(path: Path, demand: Demand = {}): Path {
    if (this.layer.isUntouched && process.permission === undefined) return path
    const at = this.pathOf(path, demand)
    const place = this.layer.whereIs(at)
    this.tellDenied(at)
    return place === absoluteOf(path) ? path : place
  }

  /** The same for who asks for the times of a file: what was written is as old as the run's clock says. */
  forTimes(path: Path, demand: Demand = {}): Path {
    if (this.layer.isUntouched) return this.forReading(path, demand)
    const at = this.pathOf(path, demand)
    const writtenAt = this.writtenAt.get(at)
    const place = this.layer.whereIs(at)
    if (writtenAt !== undefined && place !== at && this.layer.statsOf(at)?.isSymbolicLink() === false)
      real.utimesSync(place, writtenAt / 1000, writtenAt / 1000)
    return this.forReading(path, demand)
  }

  /** Where to set the times of a file, which stay as they are set. */
  forSettingTimes(path: Path, demand: Demand = {}): Path {
    const place = this.forWriting(path, { ...demand, isThere: true })
    this.writtenAt.delete(this.pathOf(path, demand))
    return place
  }

  /** Where to write what is to be at a path, with what is there now. The call fails there, or at the path itself, where the disk would refuse it. */
  forWriting(path: Path, demand: Demand): Path {
    const at = this.pathOf(path, demand)
    if (this.layer.isExempt(at)) return path
    const isMet = this.meets(path, demand)
    if (isMet && this.isForbidden(this.has(at, { isOfLink: true }) ? at : dirname(at))) return path
    // What is written is put beside what is there.
    this.tellDenied(dirname(at))
    const place = this.layer.claim(at)
    if (isMet && this.layer.isFolder(dirname(at)) && Buffer.byteLength(basename(at)) <= NAME_BYTES) this.noteWritten(at)
    return place
  }

  /** Where to make a folder; `isRecursive` makes those above it too. */
  forMaking(path: Path, isRecursive: boolean): Path {
    const at = this.pathOf(path)
    if (isRecursive && !this.layer.isExempt(at) && !this.has(path) && !this.has(dirname(at))) this.noteWritten(at)
    return this.forWriting(path, { isThere: false, isOfLink: true })
  }

  /** Where to remove what is at a path, or to move it away: all of it, where it `isRecursive`. The call fails there where the disk would refuse it. */
  forRemoving(path: Path, isRecursive: boolean, demand: Demand): Path {
    const { layer } = this
    const at = this.pathOf(path, { isOfLink: true })
    if (layer.isExempt(at)) return path
    const isMet = this.meets(path, { ...demand, isThere: true, isOfLink: true })
    const [inside] = layer.isFolder(at) ? layer.list(at) : []
    if (inside !== undefined && !isRecursive) layer.claim(join(at, inside))
    // What is recursive would remove what it may before it fails.
    else if (isMet && inside === undefined && this.isForbidden(dirname(at))) return path
    else if (isMet) {
      const place = layer.claim(at)
      layer.remove(at)
      this.onChange('fs.remove', at)
      return place
    }
    return layer.claim(at)
  }

  /** Where to move from and to; both hold all that is to be moved. */
  forMoving(from: Path, to: Path): [from: Path, to: Path] {
    const { layer } = this
    const link = { isOfLink: true }
    const [source, target] = [this.pathOf(from, link), this.pathOf(to, link)]
    const demand = { isFolder: layer.isFolder(source), ...link }
    layer.claimAll(source)
    const isFull = layer.isFolder(target) && layer.list(target).length > 0
    if (!this.has(from, link) || isFull || !this.meets(to, demand)) return [layer.claim(source), layer.claimAll(target)]
    const place = this.forWriting(to, demand)
    return [this.forRemoving(from, true, {}), place]
  }

  /** Whether something is at a path now. */
  has(path: Path, demand: Demand = {}): boolean {
    return this.layer.statsOf(this.pathOf(path, demand)) !== undefined
  }

  /** The names in a folder, after those that Node found at its place for reading. */
  list(path: Path, found: readonly string[]): string[] {
    const at = this.pathOf(path)
    return this.layer.isExempt(at) ? [...found] : this.layer.list(at, found)
  }

  /** The folder of the layer for a folder. */
  writtenFolder(path: Path): string {
    return this.layer.placeOf(this.pathOf(path))
  }

  /** A text that names places of the layer, with the paths that they stand for. */
  toldOf(text: string): string {
    return this.layer.toldOf(text)
  }

  private meets(path: Path, demand: Demand): boolean {
    const { isThere = this.has(path, demand), isFolder } = demand
    if (this.has(path, demand) !== isThere) return false
    return isFolder === undefined || !isThere || this.layer.isFolder(this.pathOf(path, demand)) === isFolder
  }

  /** Whether the disk lets the app not write to what is there. */
  private isForbidden(at: string): boolean {
    if (this.layer.whereIs(at) !== at || !this.has(at)) return false
    try {
      this.checkPermission(at)
      return false
    } catch {
      return true
    }
  }

  private tellDenied(at: string): void {
    if (process.permission?.has('fs.read', at) === false && this.layer.whereIs(at) === at) this.onDenied(at)
  }

  private noteWritten(at: string): void {
    this.onChange('fs.write', at)
    this.writtenAt.set(at, this.now())
  }
}

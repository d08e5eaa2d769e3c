import { basename, dirname, join, sep } from 'node:path'
import { Denial } from '../denial'
import { DiskLeave, type Leave } from './diskLeave'
import { FileLayer, real } from './fileLayer'
import { absoluteOf, endsInSlash, type Path } from './path'

/** What a call is about, and what must be there for it to succeed; what is left out may be either way. */
export interface Demand {
  readonly isThere?: boolean
  /** Of what is there. */
  readonly isFolder?: boolean
  /** The call is about a link itself, where there is one, and not about what it leads to. */
  readonly isOfLink?: boolean
  /** The call opens a file, and changes nothing of it but its text. */
  readonly opens?: boolean
  readonly leave?: Leave
}

/** The call is about a link itself. */
const link = { isOfLink: true }

/** The longest name of a file, in bytes. */
const NAME_BYTES = 255

/**
 * A layer over the file system: what is written lands in a scratch folder, and is read from there; what is removed only seems gone. Paths are
 * mapped, the work stays Node's own.
 */
export class FileOverlay {
  readonly layer: FileLayer
  /** When paths were last written, in virtual epoch ms. */
  private readonly writtenAt = new Map<string, number>()
  private readonly disk: DiskLeave
  /** Whether Node's current folder is one of the layer, so that it must not be given paths from there. */
  isWithin = false

  /** `scratch` is an empty folder (absolute): paths within it are taken as they are. `now` gives virtual epoch ms. */
  constructor(
    scratch: string,
    private readonly now: () => number,
    private readonly onChange: (kind: 'fs.write' | 'fs.remove', path: string) => void,
    /** Told of reads that Node's permission model is going to refuse. */
    private readonly onDenied: (path: string) => void,
    /** See `DiskLeave`. */
    checkWrite?: (path: string) => void,
  ) {
    this.layer = new FileLayer(scratch)
    this.disk = new DiskLeave(this.layer, checkWrite)
  }

  /** Whether Node may be asked for any path as the app gave it: each step of ours to find what is there costs as much as a look at the disk. */
  get isAsDisk(): boolean {
    return this.layer.isUntouched && process.permission === undefined
  }

  /** The path from the root that a path means, with no link on the way. */
  pathOf(path: Path, { isOfLink = false }: Demand = {}): string {
    return this.layer.pathOf(path, isOfLink)
  }

  /** Where to read what is at a path. */
  forReading(path: Path, demand: Demand = {}): Path {
    if (this.isAsDisk) return path
    const at = this.pathOf(path, demand)
    const place = this.layer.whereIs(at)
    this.tellDenied(at)
    return this.asGiven(path, place)
  }

  /** The same for who asks for the times of a file: what was written is as old as the run's clock says. */
  forTimes(path: Path, demand: Demand = {}): Path {
    if (this.layer.isUntouched) return this.forReading(path, demand)
    const at = this.pathOf(path, demand)
    const writtenAt = this.writtenAt.get(at)
    const place = this.disk.isTaken(at) ? this.layer.placeOf(at) : this.layer.whereIs(at)
    if (place === at) return this.forReading(path, demand)
    if (writtenAt !== undefined && this.layer.statsOf(at)?.isSymbolicLink() === false)
      real.utimesSync(place, writtenAt / 1000, writtenAt / 1000)
    return place
  }

  /** Where to set the times of a file, which stay as they are set. */
  forSettingTimes(path: Path, demand: Demand = {}): Path {
    const place = this.forWriting(path, { ...demand, isThere: true, leave: 'owner' })
    this.writtenAt.delete(this.pathOf(path, demand))
    return place
  }

  /** Where to write what is to be at a path, with what is there now. Throws where the disk would refuse it, so that Node never tries it there. */
  forWriting(path: Path, demand: Demand): Path {
    const at = this.pathOf(path, demand)
    if (this.layer.isTemporary(at) || (demand.opens === true && this.layer.isDevice(at))) return this.asGiven(path, at)
    const isMet = this.meets(path, demand)
    if (isMet) this.disk.check(at, demand.leave)
    // What is written is put beside what is there.
    this.tellDenied(dirname(at))
    const place = this.layer.claim(at)
    if (isMet && demand.leave === 'owner') this.disk.takeFolder(at)
    if (isMet && this.layer.isFolder(dirname(at)) && Buffer.byteLength(basename(at)) <= NAME_BYTES) this.noteWritten(at)
    return spelt(place, path)
  }

  /** Where to make a folder; `isRecursive` makes those above it too. */
  forMaking(path: Path, isRecursive: boolean): Path {
    const at = this.pathOf(path)
    if (isRecursive && !this.layer.isTemporary(at) && !this.has(path) && !this.has(dirname(at))) this.noteWritten(at)
    return this.forWriting(path, { isThere: false, isFolder: true, isOfLink: !isRecursive || !this.has(path) })
  }

  /** Where to remove what is at a path, or to move it away: all of it, where it `isRecursive`. Throws where the disk would refuse it. */
  forRemoving(path: Path, isRecursive: boolean, demand: Demand): Path {
    const { layer } = this
    const at = this.pathOf(path, { isOfLink: true })
    if (layer.isTemporary(at)) return this.asGiven(path, at)
    const isMet = this.meets(path, { ...demand, isThere: true, isOfLink: true })
    const [inside] = layer.isFolder(at) ? layer.list(at) : []
    if (inside !== undefined && !isRecursive) layer.claim(join(at, inside))
    // What is recursive would remove what it may before it fails.
    else if (isMet) {
      if (inside === undefined) this.disk.check(at, 'folder')
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
    const [source, target] = [this.pathOf(from, link), this.pathOf(to, link)]
    const demand = { isFolder: layer.isFolder(source), leave: 'folder', ...link } as const
    layer.claimAll(source)
    const isFull = layer.isFolder(target) && layer.list(target).length > 0
    if (!this.has(from, link) || isFull || !this.meets(to, demand)) return [layer.claim(source), spelt(layer.claimAll(target), to)]
    this.disk.check(source, 'folder')
    const place = this.forWriting(to, demand)
    this.moveTimes(source, target)
    return [this.forRemoving(from, true, {}), place]
  }

  /** What is moved stays as old as it was. */
  private moveTimes(source: string, target: string): void {
    const below = this.layer.isFolder(source) ? [...this.writtenAt.keys()].filter((path) => path.startsWith(source + sep)) : []
    for (const path of [source, ...below]) {
      const moved = target + path.slice(source.length)
      const writtenAt = this.writtenAt.get(path)
      if (writtenAt === undefined) this.writtenAt.delete(moved)
      else this.writtenAt.set(moved, writtenAt)
    }
  }

  /** Where to copy from and to: from the disk, where all of it is as it was there. */
  forCopying(from: Path, to: Path, demand: Demand): [from: Path, to: Path] {
    // What cannot be read is not written: the call fails.
    if (!this.has(from, demand)) return [this.forReading(from, demand), this.placeOf(to)]
    const source = this.pathOf(from, demand)
    const at = this.pathOf(to, demand)
    // Node refuses it where both places are of the layer.
    if (`${at}/`.startsWith(`${source}/`)) return [this.layer.claim(source), this.layer.claim(at)]
    const place = this.layer.isChanged(source) ? this.layer.claimAll(source) : this.forReading(from, demand)
    // What is there is removed first, so that the folder has to let it.
    const target = this.forWriting(to, { isFolder: this.layer.isFolder(source), leave: 'folder', ...demand })
    this.claimMet(source, at, demand)
    return [place, target]
  }

  /** Is told of each file and folder that Node copies, by their places. `keepsTimes` has files as old as those that they come from. */
  noteCopied(from: string, to: string, keepsTimes: boolean): void {
    const target = this.pathOf(this.layer.toldOf(to), link)
    if (!keepsTimes || this.isFolder(from)) return void this.writtenAt.set(target, this.now())
    this.writtenAt.delete(target)
    // What the app wrote is on the disk as old as the machine's clock says.
    this.forTimes(this.layer.toldOf(from))
  }

  /** Puts in the layer what a copy meets: what is at its target of the names that it brings. */
  private claimMet(from: string, target: string, demand: Demand): void {
    const { layer } = this
    const source = this.pathOf(from, demand)
    // Node would follow it there, and it may lead to the disk.
    if (demand.isOfLink !== true && layer.isFolder(source) && layer.statsOf(target)?.isSymbolicLink() === true)
      throw new Denial(
        'FileDenied',
        `To copy through the link ${target} was denied: a simulation does not follow one there. Copy to what it leads to.`,
      )
    layer.claim(target)
    // Newer versions of Node end the process where a link leads nowhere.
    if (layer.statsOf(target)?.isSymbolicLink() === true) layer.claim(layer.pathOf(target, false))
    if (!layer.isFolder(source) || !layer.isFolder(target)) return
    for (const name of layer.list(source))
      if (layer.statsOf(join(target, name)) !== undefined) this.claimMet(join(source, name), join(target, name), demand)
  }

  /** Where to make a further name of a file: both names are of the layer, as a real one would be of the real file. */
  forLinking(from: Path, to: Path): [from: Path, to: Path] {
    if (!this.has(from, link)) return [this.placeOf(from), this.placeOf(to)]
    return [this.layer.claim(this.pathOf(from, link)), this.forWriting(to, { isThere: false, ...link })]
  }

  /** Whether something is at a path now. */
  has(path: Path, demand: Demand = {}): boolean {
    return this.layer.statsOf(this.pathOf(path, demand)) !== undefined
  }

  /** Whether a path leads to a folder. */
  isFolder(path: Path): boolean {
    return this.layer.isFolder(this.pathOf(path))
  }

  /** The names in a folder, after those that Node found at its place for reading. */
  list(path: Path, found: readonly string[]): string[] {
    const at = this.pathOf(path)
    return this.layer.isTemporary(at) ? [...found] : this.layer.list(at, found)
  }

  /** The place of a path in the layer, whether or not anything is there. */
  placeOf(path: Path): string {
    return this.layer.placeOf(this.pathOf(path))
  }

  private meets(path: Path, demand: Demand): boolean {
    const has = this.has(path, demand)
    const { isThere = has, isFolder } = demand
    if (has !== isThere) return false
    if (!has) return isFolder === true || !endsInSlash(path)
    return isFolder === undefined || this.layer.isFolder(this.pathOf(path, demand)) === isFolder
  }

  /** A path as the app gave it, where no link leads to it. */
  private asGiven(path: Path, at: string): Path {
    return at === absoluteOf(path) && !this.isWithin ? path : at
  }

  private tellDenied(at: string): void {
    if (process.permission?.has('fs.read', at) === false && this.layer.whereIs(at) === at) this.onDenied(at)
  }

  private noteWritten(at: string): void {
    this.onChange('fs.write', at)
    this.writtenAt.set(at, this.now())
  }
}

/** A place by a name that ends as the path does: Node refuses a new file where that is a slash. */
function spelt(place: string, path: Path): string {
  return endsInSlash(path) ? `${place}/` : place
}

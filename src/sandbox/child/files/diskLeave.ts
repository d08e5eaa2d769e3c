import { dirname } from 'node:path'
import { real, type FileLayer } from './fileLayer'
import { refusal } from './refusal'

/** Whose leave a call needs, where it is not that of what is there to be written. */
export type Leave = 'folder' | 'owner'

/** What the disk lets the app change of what is on it. What is in the layer, Node refuses there. */
export class DiskLeave {
  /** Folders that the app gave a mode or an owner, so that those of the disk tell nothing any more. */
  private readonly ownFolders = new Set<string>()

  constructor(
    private readonly layer: FileLayer,
    /** Throws where the disk lets the app not write to what is at a path. */
    private readonly checkWrite = (path: string): void => real.accessSync(path, real.constants.W_OK),
  ) {}

  /** Throws where the disk would not let the app change what is at a path of it. */
  check(at: string, leave: Leave | undefined): void {
    const { layer } = this
    const isThere = layer.statsOf(at) !== undefined
    const asked = leave === 'folder' || !isThere ? dirname(at) : at
    if (layer.whereIs(asked) !== asked || layer.statsOf(asked) === undefined) return
    if (leave !== 'owner' || !isThere) {
      if (!this.ownFolders.has(asked)) this.checkWrite(asked)
      return
    }
    const user = process.geteuid?.() ?? 0
    if (user !== 0 && layer.statsOf(at)?.uid !== user) throw refusal('EPERM')
  }

  /** Takes that a folder is from now on what the layer says, not the disk. */
  takeFolder(at: string): void {
    if (!this.layer.isFolder(at) || this.isTaken(at)) return
    real.chmodSync(this.layer.placeOf(at), this.layer.statsOf(at)!.mode)
    this.ownFolders.add(at)
  }

  isTaken(at: string): boolean {
    return this.ownFolders.has(at)
  }
}

import type { EventGraph } from '../model/graph'
import { createFolderIndex, type IndexSettings } from './folderIndex'

export interface IndexOptions extends Omit<IndexSettings, 'today'> {
  /** Unsaved text by path relative to the folder, with `/`: it stands before what is on disk. */
  readonly overlays?: ReadonlyMap<string, string>
  /** What time it is, in epoch ms; without it moments in the code are not judged. */
  readonly today?: number
}

/** Reads the events of a workspace folder once. See `createFolderIndex`. */
export function indexWorkspace(folder: string, { overlays = new Map(), today, ...settings }: IndexOptions = {}): EventGraph {
  return createFolderIndex(folder, { ...settings, ...(today !== undefined && { today: () => today }) }).read({ overlays, files: null })
}

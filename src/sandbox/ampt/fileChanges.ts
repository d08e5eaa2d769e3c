import type { StoredFile } from './storage'
import type { StorageChange } from './storageListeners'
import type { World } from './world'

/** Changes the files of a storage, and tells of each change: the record, and listeners. */
export class FileChanges {
  constructor(
    private readonly world: World,
    private readonly files: Map<string, StoredFile>,
  ) {}

  put(key: string, file: StoredFile, name: 'write' | 'copy' = 'write'): void {
    const { data, type } = file
    this.files.set(key, file)
    this.world.effect({ kind: 'storage.write', target: key, value: { bytes: data.length, ...(type !== null && { type }) } })
    this.tell(name, key, data.length)
  }

  take(key: string): void {
    const file = this.files.get(key)
    this.files.delete(key)
    this.world.effect({ kind: 'storage.remove', target: key })
    if (file !== undefined) this.tell('remove', key, file.data.length)
  }

  private tell(name: StorageChange['name'], path: string, size: number): void {
    const change = { name, path, size }
    this.world.occur({ source: 'storage', name: `${name}:${path}`, body: change, subject: change })
  }
}

import type { Dirent } from 'node:fs'

type Done<T = void> = (error: Error | null, value?: T) => void

/** An open folder, as `fs.opendir` gives it, whose entries are known. */
export class OpenFolder {
  private isClosed = false

  constructor(
    readonly path: string,
    private readonly rest: Dirent[],
  ) {}

  readSync(): Dirent | null {
    if (this.isClosed) throw Object.assign(new Error('Directory handle was closed'), { code: 'ERR_DIR_CLOSED' })
    return this.rest.shift() ?? null
  }

  closeSync(): void {
    this.readSync()
    this.isClosed = true
  }

  read(done?: Done<Dirent | null>): Promise<Dirent | null> | undefined {
    return answer(() => this.readSync(), done)
  }

  close(done?: Done): Promise<void> | undefined {
    return answer(() => this.closeSync(), done)
  }

  async *entries(): AsyncGenerator<Dirent> {
    try {
      for (let entry = this.readSync(); entry !== null; entry = this.readSync()) yield await Promise.resolve(entry)
    } finally {
      this.closeSync()
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<Dirent> {
    return this.entries()
  }
}

/** By a promise, or by a callback where there is one. */
function answer<T>(call: () => T, done: Done<T> | undefined): Promise<T> | undefined {
  const result = Promise.resolve().then(call)
  if (done === undefined) return result
  result.then((value) => done(null, value), done)
  return undefined
}

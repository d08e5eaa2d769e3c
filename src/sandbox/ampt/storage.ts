import { Readable } from 'node:stream'
import picomatch from 'picomatch'
import { contentTypeOf } from './contentType'
import { look, operate } from './operation'
import { FileChanges } from './fileChanges'
import { listenToFiles } from './storageListeners'
import { withUnsimulated } from './unsimulated'
import type { World } from './world'

export class StorageError extends Error {
  override readonly name = 'StorageError'
}

/** Thrown where an environment has no room left, which a run does not count. */
export class StorageLimitExceededError extends Error {
  override readonly name = 'StorageLimitExceeded'
  readonly statusCode = 403

  constructor() {
    super('Storage limit exceeded')
  }
}

export interface StoredFile {
  readonly data: Buffer
  readonly modifiedAt: number
  /** As the app gave it; null lets the name decide. */
  readonly type: string | null
  readonly metadata: Readonly<Record<string, string>>
  readonly maxAge: number | undefined
}

interface WriteOptions {
  readonly metadata?: Readonly<Record<string, string>>
  readonly type?: string
  readonly maxAge?: number
  readonly exists?: boolean
}

interface UrlOptions {
  /** In seconds. */
  readonly expiresIn?: number
}

interface ListOptions {
  readonly recursive?: boolean
  readonly pageSize?: number
  readonly filter?: string
}

/** A bucket, as `storage(name)` of `@ampt/sdk` gives it. */
export interface Bucket {
  /** The bucket `public`, whichever this one is. */
  readonly public: Bucket
  read(path: string, options?: { readonly buffer?: boolean }): Promise<Readable | Buffer | undefined>
  readBuffer(path: string): Promise<Buffer | undefined>
  write(path: string, data: unknown, options?: WriteOptions): Promise<object>
  exists(path: string): Promise<boolean>
  stat(path: string): Promise<object | undefined>
  list(path?: string, options?: ListOptions): AsyncGenerator<string[]>
  copy(from: string, toFolder: string): Promise<void>
  move(from: string, toFolder: string): Promise<void>
  remove(path: string): Promise<void>
  delete(path: string): Promise<void>
  getUploadUrl(path: string, options?: UrlOptions): Promise<string>
  getDownloadUrl(path: string, options?: UrlOptions): Promise<string>
  on(specifier: unknown, ...args: unknown[]): void
}

const PAGE_SIZE = 100
const MAX_PAGE_SIZE = 1000
/** How long a URL of a file is good, without `expiresIn` (documentation, Storage). */
const URL_SECONDS = 3600

/** `storage` of `@ampt/sdk`, in memory: one space of files, in which a bucket is a folder. */
export function createStorage(world: World, files: Map<string, StoredFile>): (bucket?: string) => Bucket {
  return (bucket) => createBucket(world, files, bucket)
}

function createBucket(world: World, files: Map<string, StoredFile>, name: string | undefined): Bucket {
  const root = name ? `${trimmed(name)}/` : ''
  const keyOf = (path: string): string => {
    if (!path) throw new StorageError('No path specified')
    return root + path.replace(/^\//, '')
  }

  const changes = new FileChanges(world, files)
  /** The last argument is a folder, as in `@ampt/sdk` 1.0.20: `copy("a.txt", "b.txt")` makes `b.txt/a.txt`. */
  const copy = (from: string, toFolder: string): string => {
    const key = keyOf(from)
    const file = files.get(key)
    if (file === undefined) throw new StorageError(`Source file does not exist: ${from}`)
    const folder = trimmed(toFolder)
    changes.put(`${root}${folder === '' ? '' : `${folder}/`}${fileName(key)}`, { ...file, modifiedAt: world.now() }, 'copy')
    return key
  }
  /** Looks, in its turn, at what is at a path. */
  const lookAt = async <T>(path: string, at: (key: string) => T): Promise<T> => {
    const key = keyOf(path)
    return look(world, () => at(key))
  }
  const readBuffer = async (path: string): Promise<Buffer | undefined> =>
    lookAt(path, (key) => {
      const file = files.get(key)
      return file && Buffer.from(file.data)
    })
  const urlOf = async (path: string, way: 'upload' | 'download', { expiresIn = URL_SECONDS }: UrlOptions = {}): Promise<string> => {
    world.note(`storage: ${way} URLs lead nowhere in a simulation.`)
    return lookAt(path, (key) => signedUrl(key, way, expiresIn, world.now()))
  }

  const bucket: Bucket = {
    get public() {
      return createBucket(world, files, 'public')
    },
    readBuffer,
    async read(path, options) {
      const buffer = await readBuffer(path)
      return buffer === undefined || options?.buffer === true ? buffer : Readable.from([buffer], { objectMode: false })
    },
    async write(path, data, options = {}) {
      const copied = copyOfBytes(data)
      const key = keyOf(path)
      return operate(world, () => {
        if (options.exists === false && files.has(key)) throw new StorageError('Object already exists')
        const { type = null, maxAge } = options
        // S3 keeps their names in small letters (its documentation, "user-defined object metadata").
        const metadata = Object.fromEntries(Object.entries(options.metadata ?? {}).map(([key, value]) => [key.toLowerCase(), value]))
        changes.put(key, { data: copied, modifiedAt: world.now(), type, metadata, maxAge })
        return { filename: fileName(key), bucket: name, path, metadata: { ...metadata } }
      })
    },
    exists: (path) => lookAt(path, (key) => files.has(key)),
    stat: (path) =>
      lookAt(path, (key) => {
        const file = files.get(key)
        if (file === undefined) return undefined
        const { data, modifiedAt, metadata, maxAge } = file
        return { lastModified: new Date(modifiedAt), size: data.length, metadata: { ...metadata }, type: typeOf(key, file), maxAge }
      }),
    async *list(path = '', { recursive = false, pageSize, filter } = {}) {
      // Of 0, too (SDK 1.0.20).
      const size = pageSize || PAGE_SIZE
      if (size > MAX_PAGE_SIZE) throw new StorageError(`Maximum page size is ${MAX_PAGE_SIZE}`)
      const folder = trimmed(path) === '' ? root : `${root}${trimmed(path)}/`
      const fits = filter === undefined ? () => true : picomatch(filter)
      const names = (await look(world, () => namesIn(files, folder, recursive))).filter((one) => fits(one))
      if (names.length > size && world.contract === 'documented')
        world.note('storage().list: on @ampt/sdk 1.0.20 each page but the first holds the pages before it, too.')
      let page: string[] = []
      for (let at = 0; at === 0 || at < names.length; at += size) {
        // SDK 1.0.20 gives each page with all pages before it.
        page = [...(world.contract === 'sdk' ? page : []), ...names.slice(at, at + size)]
        yield [...page]
      }
    },
    copy: async (from, toFolder) => operate(world, () => void copy(from, toFolder)),
    move: async (from, toFolder) => operate(world, () => changes.take(copy(from, toFolder))),
    async remove(path) {
      const key = keyOf(path)
      if (key.endsWith('/')) throw new StorageError('Cannot remove a directory')
      return operate(world, () => changes.take(key))
    },
    delete: (path) => bucket.remove(path),
    getUploadUrl: (path, options) => urlOf(path, 'upload', options),
    getDownloadUrl: (path, options) => urlOf(path, 'download', options),
    on(specifier, ...args) {
      listenToFiles(world, root, specifier, args)
    },
  }
  return withUnsimulated(world, 'a bucket', bucket, ['keyToPath', 'pathToKey'])
}

/** Paths below a folder, in byte order; without `recursive`, what is in its folders shows as the folder. */
function namesIn(files: ReadonlyMap<string, StoredFile>, folder: string, recursive: boolean): string[] {
  const names = [...files.keys()].filter((key) => key.startsWith(folder)).map((key) => key.slice(folder.length))
  const shown = recursive ? names : names.map((name) => /^[^/]*\/?/.exec(name)![0])
  return [...new Set(shown)].sort()
}

/** The URL of a file in the form of those that S3 signs, as SDK 1.0.20 gives. */
function signedUrl(key: string, way: 'upload' | 'download', expiresIn: number, now: number): string {
  const signedAt = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
    'X-Amz-Credential': `simulated/${signedAt.slice(0, 8)}/us-east-1/s3/aws4_request`,
    'X-Amz-Date': signedAt,
    'X-Amz-Expires': String(expiresIn),
    'X-Amz-Signature': 'simulated',
    'X-Amz-SignedHeaders': 'host',
    'x-id': way === 'upload' ? 'PutObject' : 'GetObject',
  })
  const path = key.split('/').map(encodeURIComponent).join('/')
  return `https://simulated-storage.s3.us-east-1.amazonaws.com/storage/${path}?${query.toString()}`
}

function typeOf(key: string, { type }: StoredFile): string {
  return type ?? contentTypeOf(key).replace(/;.*/, '')
}

function copyOfBytes(data: unknown): Buffer {
  try {
    return Buffer.from(data as Uint8Array)
  } catch (error) {
    throw new StorageError(error instanceof Error ? error.message : String(error))
  }
}

function fileName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '')
}

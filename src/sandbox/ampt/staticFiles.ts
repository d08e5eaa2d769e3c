import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { contentTypeOf } from './contentType'

/** A file that answers a request. */
export interface StaticFile {
  readonly data: Uint8Array
  readonly type: string
}

/**
 * The file below `root` (relative to the app's folder) that answers a path: the file of that name, the page `<path>.html`, or
 * `<path>/index.html` (documentation, CDN). Null where there is none.
 */
export async function findStaticFile(root: string, pathname: string): Promise<StaticFile | null> {
  const folder = resolve(root)
  if (!existsSync(folder)) return null
  const path = decoded(pathname)
  const place = path === null ? '' : resolve(folder, `.${path}`)
  if (!`${place}${sep}`.startsWith(`${folder}${sep}`)) return null
  const pages = extname(place) === '' ? [`${place}.html`, resolve(place, 'index.html')] : []
  const candidates = place === folder ? [resolve(folder, 'index.html')] : [place, ...pages]
  for (const file of candidates) {
    const data = await readIfThere(file)
    if (data !== null) return { data, type: contentTypeOf(file) }
  }
  return null
}

/** The text that a path of a URL stands for; null when it can be that of no file. */
export function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname)
    return path.includes('\0') ? null : path
  } catch {
    // Not a path of any file.
    return null
  }
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

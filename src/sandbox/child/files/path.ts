import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isUint8Array } from 'node:util/types'

/** A path as Node's functions take it. Descriptors are none. */
export type Path = string | Uint8Array | URL

/** A path as one from the root. */
export function absoluteOf(path: Path): string {
  return resolve(textOf(path))
}

/** Whether a path means a folder by its spelling. */
export function endsInSlash(path: Path): boolean {
  return textOf(path).endsWith('/')
}

export function textOf(path: Path): string {
  if (typeof path === 'string') return path
  return isUint8Array(path) ? Buffer.from(path).toString() : fileURLToPath(path)
}

/** Whether an argument is a path that can be mapped: descriptors are not, and what is none at all gets Node's own error. */
export function isPath(value: unknown): value is Path {
  if (typeof value === 'string') return !value.includes('\0')
  return isUint8Array(value) || (isUrl(value) && value.protocol === 'file:')
}

/** As Node tells a URL from its own older ones: by what it has, so that one of another realm or of a package is one, too. */
function isUrl(value: unknown): value is URL {
  const { href, protocol, auth, path } = (value ?? {}) as Record<string, unknown>
  return Boolean(href) && Boolean(protocol) && auth === undefined && path === undefined
}

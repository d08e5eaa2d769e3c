import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A path as Node's functions take it. Descriptors are none. */
export type Path = string | Buffer | URL

/** A path as one from the root. */
export function absoluteOf(path: Path): string {
  return resolve(textOf(path))
}

/** Whether a path means a folder by its spelling. */
export function endsInSlash(path: Path): boolean {
  return textOf(path).endsWith('/')
}

export function textOf(path: Path): string {
  return path instanceof URL ? fileURLToPath(path) : path.toString()
}

/** Whether an argument is a path that can be mapped: descriptors are not, and what is none at all gets Node's own error. */
export function isPath(value: unknown): value is Path {
  return (
    (typeof value === 'string' && !value.includes('\0')) || Buffer.isBuffer(value) || (value instanceof URL && value.protocol === 'file:')
  )
}

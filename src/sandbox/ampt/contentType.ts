import type * as expressApp from './expressApp'

/** The content type that a file's name stands for, with its character set where it is text. */
export function contentTypeOf(path: string): string {
  // With the table of all types, which few runs need: loaded when it is asked for.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { lookUpType } = require('./expressApp') as typeof expressApp
  return lookUpType(path)
}

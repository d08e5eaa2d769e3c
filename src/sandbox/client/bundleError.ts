import type { BuildFailure, Message } from 'esbuild'
import { UserError } from '../../model/userError'

/** What esbuild says of an app that it cannot bundle, as a `UserError` of kind `load` that names file and line; any other error as it is. */
export function bundleError(error: unknown, folder: string): unknown {
  const first = (error as Partial<BuildFailure>).errors?.[0]
  if (first === undefined) return error
  const missing = /^Could not resolve "([^"]+)"/.exec(first.text)?.[1]
  if (missing === undefined) return new UserError(`${placeOf(first)}${first.text}. Mend the file, then run again.`, 'load')
  const isPackage = /^[^./]/.test(missing)
  const advice = isPackage
    ? `Run "npm install" in ${folder}, or replace it with "stubs" in a scenario file.`
    : `Mend the import, or name another entry with --entry FILE or the setting amptEvents.entry.`
  return new UserError(`${placeOf(first)}the module "${missing}" was not found. ${advice}`, 'load')
}

function placeOf({ location }: Message): string {
  return location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `
}

import { parseEnv } from 'node:util'
import { UserError } from '../../model/userError'

/** Parameters from the text of a file in the form of `.env`, named `file` in errors: a line `KEY=VALUE` for each. Throws `UserError` on another. */
export function readParamFile(text: string, file: string): Record<string, string> {
  const values = parseEnv(text) as Record<string, string>
  // The parser takes a line without "=" for the beginning of the next key.
  const broken = Object.keys(values).find((key) => /\s/.test(key))
  if (broken !== undefined)
    throw new UserError(`${file}: "${broken.split('\n')[0]}" is no parameter. Write KEY=VALUE, or # before a remark.`)
  return { ...values }
}

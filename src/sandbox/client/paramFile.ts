import { parseEnv } from 'node:util'
import { UserError } from '../../model/userError'

/** `KEY=VALUE`; a value in quotes may have lines of its own. */
const parameter = /^[ \t]*(export[ \t]+)?[^\s=#]+[ \t]*=[ \t]*("[^"]*"|'[^']*'|`[^`]*`|).*$/gm

/** Parameters from the text of a file in the form of `.env`, named `file` in errors: a line `KEY=VALUE` for each. Throws `UserError` on another. */
export function readParamFile(text: string, file: string): Record<string, string> {
  // The parser takes no offence at others, and each version of Node makes something else of them.
  const [broken] = text.replace(parameter, '').match(/^[ \t]*[^\s#].*$/m) ?? []
  if (broken !== undefined) throw new UserError(`${file}: "${broken.trim()}" is no parameter. Write KEY=VALUE, or # before a remark.`)
  return { ...(parseEnv(text) as Record<string, string>) }
}

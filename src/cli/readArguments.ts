import { resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UserError } from '../model/userError'

/** Reads the arguments behind a command as `parseArgs` does. Throws `UserError` for an option that it does not have, or that takes one value and is given several. */
export function readArguments<Config extends ParseArgsConfig>(command: string, config: Config): ReturnType<typeof parseArgs<Config>> {
  let read: ReturnType<typeof parseArgs<Config>>
  try {
    read = parseArgs(config)
  } catch (error) {
    const [first = ''] = (error as Error).message.split('. ')
    throw new UserError(`${first.replace(/\.$/, '')}. See "ampt-events ${command} --help".`)
  }
  refuseRepeats(config)
  return read
}

/** `parseArgs` takes the last value and says nothing of the others. */
function refuseRepeats({ args, options = {} }: ParseArgsConfig): void {
  const seen = new Set<string>()
  for (const token of parseArgs({ args, options, allowPositionals: true, tokens: true }).tokens) {
    if (token.kind !== 'option' || token.value === undefined || options[token.name]?.multiple === true) continue
    if (seen.has(token.name)) throw new UserError(`--${token.name} takes one value, and was given several. Leave one.`)
    seen.add(token.name)
  }
}

/** The folder of the app, absolute: the one that is named, else the current one. */
export function readFolder(positionals: readonly string[], cwd: string): string {
  if (positionals.length > 1)
    throw new UserError(`One folder is read at a time, but ${positionals.join(', ')} were named. Quote what belongs together.`)
  return resolve(cwd, positionals[0] ?? '.')
}

/** Which of the forms that exclude each other is asked for; null for none. */
export function readForm<Form extends string>(values: { readonly [form in Form]?: unknown }, forms: readonly Form[]): Form | null {
  const asked = forms.filter((form) => values[form] === true)
  if (asked.length > 1) throw new UserError(`One form is printed at a time, but --${asked.join(' and --')} were named. Leave one out.`)
  return asked[0] ?? null
}

import { getSystemErrorMap } from 'node:util'
import { isPath, textOf } from './path'

/** An error of the system by its name, such as EACCES, as Node would throw it. */
export function refusal(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}

/** The error that Node would throw for a call with these arguments, where one of the system came of it. */
export function asOfCall(error: unknown, name: string, args: readonly unknown[]): Error {
  const { code } = error as NodeJS.ErrnoException
  const [errno, [, reason]] = [...getSystemErrorMap()].find(([, [known]]) => known === code) ?? [0, ['', '']]
  if (errno === 0) return error as Error
  const syscall = /^(append|write|read)File$|^createWriteStream$/.test(name) ? 'open' : name.toLowerCase()
  const [path, dest] = args
    .filter((arg, at) => at < 2 && isPath(arg) && (at === 0 || takesTwo.has(name)))
    .map((arg) => textOf(arg as string))
  const text = `${code}: ${reason}, ${syscall} '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`
  return Object.assign(new Error(text), { errno, code, syscall, path }, dest === undefined ? {} : { dest })
}

const takesTwo = new Set(['copyFile', 'cp', 'link', 'rename', 'symlink'])

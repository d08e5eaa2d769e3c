import { readFileSync, writeFileSync } from 'node:fs'
import { parseJson } from '../contract/parseJson'
import type { Json } from '../model/json'
import { UserError } from '../model/userError'

/** The text of a file that the user named, behind a byte order mark. Throws `UserError` where it cannot be read, or is no text. */
export function readText(path: string): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  try {
    return utf8.decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new UserError(`The file ${path} is no text in UTF-8: bytes of other kinds cannot be sent.`)
    throw new UserError(`The file ${path} could not be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`)
  }
}

/** Reads JSON of the option or file `where`. Throws `UserError`, with what to do instead, where it is none. */
export function readJson(value: string, where: string, advice = ''): Json {
  try {
    return parseJson(value)
  } catch (error) {
    throw new UserError(`${where} ${(error as Error).message}.${advice}`)
  }
}

/** Writes a file that the user named. Throws `UserError` where that cannot be. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new UserError(`The file ${path} could not be written: ${code}. Name one in a folder that you can write to.`)
  }
}

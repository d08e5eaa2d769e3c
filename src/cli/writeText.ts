import { writeFileSync } from 'node:fs'
import { UserError } from '../model/userError'

/** Writes a file that the user named. Throws `UserError` where that cannot be. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new UserError(`The file ${path} could not be written: ${code}. Name one in a folder that you can write to.`)
  }
}

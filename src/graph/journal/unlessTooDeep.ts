import { fileProblem } from '../files/fileProblem'
import type { Journal } from './journal'

/** Does some work on a file's syntax tree. Where the tree is deeper than the stack, that becomes a problem of the file, and the rest goes on: gives null then. */
export function unlessTooDeep<T>(journal: Journal, file: string, work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const problem = fileProblem(file, 'The file is nested too deeply to be read wholly.')
    journal.tell('problem', '', file, problem)
    return null
  }
}

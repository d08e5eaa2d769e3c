import type { FileProblem } from '../model/graph'
import { fileProblem } from './fileProblem'

/** Does some work on a file's syntax tree. Where the tree is deeper than the stack, that becomes a problem of the file, and the rest goes on. */
export function unlessTooDeep(file: string, problems: Map<string, FileProblem>, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.set(file, fileProblem(file, 'The file is nested too deeply to be read wholly.'))
  }
}

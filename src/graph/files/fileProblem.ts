import type { FileProblem } from '../../model/graph'

export function fileProblem(file: string, message: string, line = 1, column = 1): FileProblem {
  return { file, line, column, message }
}

/** The system's code for what went wrong (`EACCES`), else its message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}

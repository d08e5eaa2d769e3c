import { Buffer } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'
import type { FileProblem } from '../../model/graph'
import { componentScripts, isComponent } from './componentScripts'
import { fileProblem, reasonOf } from './fileProblem'

const largestBytes = 2 * 1024 * 1024
/** As git does: what has a zero byte near its start is no text. */
const probeBytes = 8000

export interface SourceReader {
  /** The bytes of a file; valid until the next read. Null when it cannot be read as text: see `problems`. */
  bytes(file: string): Buffer | null
  /** Its text; of a component its scripts where they stand. */
  text(file: string): string | null
  readonly problems: ReadonlyMap<string, FileProblem>
}

/** Reads source files into one buffer that is used again and again. Unsaved text (`overlayOf`) stands before what is on disk. */
export function createSourceReader(folder: string, overlayOf: (file: string) => string | undefined): SourceReader {
  const buffer = Buffer.allocUnsafeSlow(largestBytes + 1)
  const problems = new Map<string, FileProblem>()

  function tooLarge(file: string): null {
    problems.set(file, fileProblem(file, 'The file is larger than 2 MB and was skipped.'))
    return null
  }

  function bytes(file: string): Buffer | null {
    problems.delete(file)
    const overlay = overlayOf(file)
    if (overlay !== undefined) return overlay.length > largestBytes ? tooLarge(file) : Buffer.from(overlay)
    let length: number
    try {
      const descriptor = openSync(`${folder}/${file}`, 'r')
      try {
        length = readSync(descriptor, buffer, 0, buffer.length, 0)
      } finally {
        closeSync(descriptor)
      }
    } catch (error) {
      problems.set(file, fileProblem(file, `The file cannot be read (${reasonOf(error)}).`))
      return null
    }
    if (length > largestBytes) return tooLarge(file)
    const content = buffer.subarray(0, length)
    const zero = content.subarray(0, probeBytes).indexOf(0)
    if (zero >= 0) {
      problems.set(file, fileProblem(file, 'The file is binary and was skipped.'))
      return null
    }
    return content
  }

  return {
    bytes,
    problems,
    text(file) {
      const text =
        bytes(file)
          ?.toString('utf8')
          .replace(/^\ufeff/, '') ?? null
      return text !== null && isComponent(file) ? componentScripts(text) : text
    },
  }
}

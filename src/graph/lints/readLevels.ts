import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileProblem } from '../../model/graph'
import { fileProblem } from '../files/fileProblem'
import { isLevel, isLintCode, tellUnknownCode, type Level, type LintCode } from './lintCodes'

export interface Levels {
  readonly levels: Readonly<Partial<Record<LintCode, Level>>>
  /** What in the file means nothing. */
  readonly problems: readonly FileProblem[]
}

export const levelsFile = 'package.json'

/** Reads `"amptEvents": { "lints": { code: level } }` of the folder's package.json, which editors and CI share. */
export function readLevels(folder: string): Levels {
  let text: string
  try {
    text = readFileSync(join(folder, levelsFile), 'utf8')
  } catch {
    // Apps without one are read too.
    return { levels: {}, problems: [] }
  }
  if (!text.includes('amptEvents')) return { levels: {}, problems: [] }
  try {
    return levelsIn((JSON.parse(text) as { amptEvents?: { lints?: unknown } } | null)?.amptEvents?.lints, text)
  } catch (error) {
    return { levels: {}, problems: [fileProblem(levelsFile, `"amptEvents" could not be read: ${(error as Error).message}.`)] }
  }
}

function levelsIn(given: unknown, text: string): Levels {
  if (given === undefined) return { levels: {}, problems: [] }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return {
      levels: {},
      problems: [fileProblem(levelsFile, '"amptEvents.lints" is an object of levels by code, such as { "unknown-event": "error" }.')],
    }
  }
  const levels: Partial<Record<LintCode, Level>> = {}
  const problems: FileProblem[] = []
  for (const [code, level] of Object.entries(given as Record<string, unknown>)) {
    if (!isLintCode(code)) problems.push(problemAt(text, code, tellUnknownCode(code)))
    else if (isLevel(level)) levels[code] = level
    else problems.push(problemAt(text, code, `The level of "${code}" is "error", "warning", "information" or "off".`))
  }
  return { levels, problems }
}

function problemAt(text: string, code: string, message: string): FileProblem {
  const before = text.slice(0, Math.max(text.lastIndexOf(JSON.stringify(code)), 0)).split('\n')
  return fileProblem(levelsFile, message, before.length, before.at(-1)!.length + 1)
}

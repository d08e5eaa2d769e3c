import type { Buffer } from 'node:buffer'
import type { FileProblem } from '../../model/graph'
import type { SourceReader } from './sourceReader'

/** What the bytes of a file tell without a syntax tree. */
export interface SourceScan {
  /** Whether it holds what a file must hold to call the SDK by itself. */
  readonly mentionsSdk: boolean
  /** What it imports or re-exports from, as written, a line each; what merely looks like an import may be among them. One text takes half the memory of many. */
  readonly specifiers: string
  /** Why it was skipped; null where it was read. */
  readonly problem: FileProblem | null
}

const importLike = /\b(?:from|require\s*\(|import\s*\(?)\s*(['"`])([^'"`\n]+)\1/g

/** Reads bytes as one character each: no text that is looked for has others, and it takes half the time of decoding. */
function scanSource(content: Buffer): SourceScan {
  const text = content.toString('latin1')
  const specifiers = new Set<string>()
  importLike.lastIndex = 0
  for (let match = importLike.exec(text); match !== null; match = importLike.exec(text)) {
    // Of the bytes: a part of the text would keep all of it in memory.
    const end = importLike.lastIndex - 1
    specifiers.add(content.toString('utf8', end - match[2]!.length, end))
  }
  return {
    mentionsSdk: text.includes('@ampt/sdk') || text.includes('@serverless/cloud'),
    specifiers: [...specifiers].join('\n'),
    problem: null,
  }
}

/** Reads a file and scans it. */
export function scanFile(reader: SourceReader, file: string): SourceScan {
  const bytes = reader.bytes(file)
  return bytes === null ? { mentionsSdk: false, specifiers: '', problem: reader.problems.get(file) ?? null } : scanSource(bytes)
}

/** Whether a file may call the SDK by itself, of which `sdkModules` are other names. */
export function isCandidate({ mentionsSdk, specifiers }: SourceScan, sdkModules: readonly string[]): boolean {
  return mentionsSdk || (sdkModules.length > 0 && specifiers.split('\n').some((one) => sdkModules.includes(one)))
}

export function isSameScan(a: SourceScan | undefined, b: SourceScan): boolean {
  return a !== undefined && a.mentionsSdk === b.mentionsSdk && a.specifiers === b.specifiers && a.problem?.message === b.problem?.message
}

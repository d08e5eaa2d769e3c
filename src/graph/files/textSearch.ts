import type { SourceReader } from './sourceReader'
import { getOrMake } from '../../model/getOrMake'

/** Which files hold each text that was asked for. */
export type Holders = ReadonlyMap<string, ReadonlySet<string>>

/** Finds files by their text: of all files once, and then of those that change. */
export interface TextSearch {
  /** The files that hold a word and, where others follow it, one of those: `bus .publish .on`. */
  holding(words: string): ReadonlySet<string>
  /** Looks at a file again. Gives what it holds now and did not before, or no longer. */
  lookAgain(file: string): readonly string[]
  holders(): Holders
  /** Takes what is known from elsewhere, and forgets all else. */
  know(holders: Holders): void
}

export function createTextSearch(reader: SourceReader, files: () => Iterable<string>): TextSearch {
  let found = new Map<string, Set<string>>()

  return {
    holding: (words) => getOrMake(found, words, () => new Set([...files()].filter((file) => holds(reader, file, words)))),
    lookAgain(file) {
      const others = othersIn(reader, file, found)
      for (const words of others) if (!found.get(words)!.delete(file)) found.get(words)!.add(file)
      return others
    },
    holders: () => found,
    know(holders) {
      found = new Map([...holders].map(([words, files]) => [words, new Set(files)]))
    },
  }
}

/** What a file holds and is not known to, or the other way round. */
export function othersIn(reader: SourceReader, file: string, holders: Holders): readonly string[] {
  return [...holders].flatMap(([words, files]) => (holds(reader, file, words) === files.has(file) ? [] : [words]))
}

function holds(reader: SourceReader, file: string, words: string): boolean {
  const bytes = reader.bytes(file)
  const [first, ...others] = words.split(' ')
  return bytes !== null && bytes.includes(first!) && (others.length === 0 || others.some((one) => bytes.includes(one)))
}

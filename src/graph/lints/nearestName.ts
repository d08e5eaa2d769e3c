import { distance } from 'fastest-levenshtein'
import { getOrMake } from '../../model/getOrMake'

/** A known name and how many edits lead to it. */
interface Near {
  readonly name: string | null
  readonly edits: number
}

/** Finds the known name that is nearest to another. What it found is kept while names come and go. */
export function createNearestNames() {
  const known = new Map<string, Letters>()
  const found = new Map<string, Near>()
  /** Since the known names changed. */
  const asked = new Set<string>()

  return {
    /** Takes names from those that are known, and then adds others. True where the names are others then. */
    change(before: readonly string[], now: readonly string[]): boolean {
      const gone = new Set(before)
      const come = withLetters(now.filter((name) => !gone.delete(name)))
      if (gone.size === 0 && come.size === 0) return false
      for (const name of gone) known.delete(name)
      for (const [name, letters] of come) known.set(name, letters)
      for (const [name, near] of found) {
        // A name that was typed half is not asked for again.
        if (!asked.has(name)) found.delete(name)
        else if (near.name !== null && gone.has(near.name)) found.delete(name)
        else found.set(name, nearer(name, near, come))
      }
      asked.clear()
      return true
    },
    has: (name: string): boolean => known.has(name),
    /** The known name with the fewest edits, the first in order of several, when a third of the letters or fewer differ, and half of those of the words that do. */
    nearest(name: string): string | null {
      asked.add(name)
      return getOrMake(found, name, () => nearer(name, { name: null, edits: Math.floor(name.length / 3) + 1 }, known)).name
    },
  }
}

function nearer(name: string, near: Near, others: ReadonlyMap<string, Letters>): Near {
  let best = near
  const own = lettersOf(name)
  others.forEach((theirs, other) => {
    // At least as many edits as the lengths differ by, or as either has letters that the other has not.
    const least = Math.max(Math.abs(other.length - name.length), count(own & ~theirs), count(theirs & ~own))
    // Of as many edits as the best, the first name counts.
    if (other === name || least > best.edits || (least === best.edits && (best.name === null || best.name < other))) return
    const edits = editsBetween(name, other)
    const isBetter = edits < best.edits || (edits === best.edits && best.name !== null && other < best.name)
    if (isBetter && edits <= lettersApart(name, other) / 2) best = { name: other, edits }
  })
  return best
}

/** How many slips of the keys lie between two names. */
export function editsBetween(name: string, other: string): number {
  const apart = distance(name, other)
  return apart === 2 && isSwapped(name, other) ? 1 : apart
}

/** Whether two letters beside each other are exchanged, one slip of the keys: `knwon`. */
function isSwapped(name: string, other: string): boolean {
  let at = 0
  while (name[at] === other[at]) at++
  return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2) === other
}

/** How many letters the shorter of two names has without the words at its start and end that the other has, too: of `order.cancel` and `order.placed`, 6. */
function lettersApart(name: string, other: string): number {
  const [words, others] = [wordsOf(name), wordsOf(other)]
  while (words.length > 0 && words[0] === others[0]) [words, others].forEach((all) => all.shift())
  while (words.length > 0 && words.at(-1) === others.at(-1)) [words, others].forEach((all) => all.pop())
  return Math.min(...[words, others].map((all) => all.join('').replace(/[^\p{L}\d]/gu, '').length))
}

/** Each with what separates it from the next. */
function wordsOf(name: string): string[] {
  return name.split(/(?<=[^\p{L}\d])/u)
}

/** Which letters a text has, a bit for each of 32 groups of them. */
type Letters = number

function withLetters(names: readonly string[]): ReadonlyMap<string, Letters> {
  return new Map(names.map((name) => [name, lettersOf(name)]))
}

function lettersOf(text: string): Letters {
  let letters: Letters = 0
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31)
  return letters
}

function count(bits: Letters): number {
  let found = 0
  for (let left = bits; left !== 0; left &= left - 1) found++
  return found
}

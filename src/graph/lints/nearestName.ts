import { distance } from 'fastest-levenshtein'

/** A known name and how many edits lead to it. */
interface Near {
  readonly name: string | null
  readonly edits: number
}

/** Finds the known name that is nearest to another. What it found is kept while names come and go. */
export interface NearestNames {
  /** Takes names from those that are known, and then adds others. */
  change(gone: readonly string[], come: readonly string[]): void
  /** The known name with the fewest edits, the first in order of several, when a third of the letters or fewer differ. */
  nearest(name: string): string | null
}

export function createNearestNames(): NearestNames {
  const known = new Set<string>()
  const found = new Map<string, Near>()
  /** Since the known names changed. */
  const asked = new Set<string>()

  return {
    change(before, now) {
      const others = new Set(before)
      const come = now.filter((name) => !others.delete(name))
      if (others.size === 0 && come.length === 0) return
      for (const name of others) known.delete(name)
      for (const name of come) known.add(name)
      for (const [name, near] of found) {
        // A name that was typed half is not asked for again.
        if (!asked.has(name)) found.delete(name)
        else if (near.name !== null && others.has(near.name)) found.delete(name)
        else found.set(name, nearer(name, near, come))
      }
      asked.clear()
    },
    nearest(name) {
      asked.add(name)
      let near = found.get(name)
      if (near === undefined) found.set(name, (near = nearer(name, { name: null, edits: Math.floor(name.length / 3) + 1 }, known)))
      return near.name
    },
  }
}

function nearer(name: string, near: Near, others: Iterable<string>): Near {
  let best = near
  for (const other of others) {
    // At least as many edits as the lengths differ by; of as many edits as the best, the first name counts.
    const least = Math.abs(other.length - name.length)
    if (other === name || least > best.edits || (best.name === null && least === best.edits)) continue
    const edits = distance(name, other)
    if (edits < best.edits || (edits === best.edits && best.name !== null && other < best.name)) best = { name: other, edits }
  }
  return best
}

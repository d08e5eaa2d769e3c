/** Folders of built files, whose sources lie in `src`. */
const built = /^(?:\.\/)?(?:dist|build|lib|out|esm|cjs)\//

/**
 * What an entry of `exports` (`.`, `./emit`) or `imports` (`#emit`) of a package.json leads to: the exact key wins, then the one with the
 * longest text before its `*`, as in Node; conditions in the order written.
 */
export function packageTargets(table: unknown, entry: string): readonly string[] {
  if (typeof table !== 'object' || table === null) return entry === '.' ? textsIn(table) : []
  const byEntry = Object.entries(table)
  // Conditions alone stand for the package itself.
  if (!byEntry.some(([key]) => /^[.#]/.test(key))) return entry === '.' ? textsIn(table) : []
  let best: { readonly length: number; readonly targets: readonly string[] } = { length: -1, targets: [] }
  for (const [key, target] of byEntry) {
    if (key === entry) return textsIn(target)
    const [before, after] = key.split('*')
    if (before === undefined || after === undefined || before.length <= best.length) continue
    if (entry.length < before.length + after.length || !entry.startsWith(before) || !entry.endsWith(after)) continue
    const middle = entry.slice(before.length, entry.length - after.length)
    best = { length: before.length, targets: textsIn(target).map((one) => one.replaceAll('*', () => middle)) }
  }
  return best.targets
}

/** Where a target may lie: its source, where it is yet to be built, and itself. */
export function placesOf(target: string): readonly string[] {
  return [target.replace(built, 'src/').replace(/\.d\.([cm]?)ts$/, '.$1ts'), target]
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

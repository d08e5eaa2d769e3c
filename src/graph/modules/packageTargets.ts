import { fittingKey } from './fittingKey'

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
  const fitting = fittingKey(byEntry, entry)
  return fitting === null ? [] : textsIn(fitting.found).map((one) => one.replaceAll('*', () => fitting.star))
}

/** Where a target may lie: its source, where it is yet to be built, and itself. */
export function filesOfTarget(target: string): readonly string[] {
  return [target.replace(built, 'src/').replace(/\.d\.([cm]?)ts$/, '.$1ts'), target]
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

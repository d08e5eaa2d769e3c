/**
 * The entry of a table whose key a text fits, and what the `*` of the key stands for: the exact key wins, then the one with the longest text
 * before its `*`, as in Node (`exports`, `imports`) and TypeScript (`paths`). Null where none fits.
 */
export function fittingKey<T>(
  table: Iterable<readonly [key: string, T]>,
  text: string,
): { readonly found: T; readonly star: string } | null {
  let best: { readonly length: number; readonly found: T; readonly star: string } | null = null
  for (const [key, found] of table) {
    if (key === text) return { found, star: '' }
    const [before, after] = key.split('*')
    if (before === undefined || after === undefined || before.length <= (best?.length ?? -1)) continue
    if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) continue
    best = { length: before.length, found, star: text.slice(before.length, text.length - after.length) }
  }
  return best
}

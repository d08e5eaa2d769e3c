/** Whether a name fits a pattern with `*` for any text. */
export function fitsPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*')
  if (parts.length === 1) return name === pattern
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= name.length - last.length
}

/** Whether no word of a name is known. */
export function isOpenPattern(pattern: string): boolean {
  return !/[\p{L}\d]/u.test(pattern)
}

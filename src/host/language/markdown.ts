import { shortLine } from '../../words/oneLine'

/** Text of the workspace as inline code: nothing in it is read as markdown. */
export function code(text: string): string {
  const line = shortLine(text).replace(/\s+/g, ' ')
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const gap = /^`|`$|^ .* $/.test(line) ? ' ' : ''
  return line.trim() === '' ? '""' : `${fence}${gap}${line}${gap}${fence}`
}

/** Text of the workspace as it stands: nothing in it is read as markdown, HTML or a link. */
export function plain(text: string): string {
  return shortLine(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!~|$@:/]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

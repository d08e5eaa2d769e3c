import { append } from '../model/append'
import { countUp } from '../model/countUp'
import { given } from '../words/given'
import { formatCount } from '../words/number'
import { oneLine } from '../words/oneLine'
import type { EventGraph, Lint } from '../model/graph'

const levels = ['error', 'warning', 'information'] as const

/** The lints for a terminal: `file:line:column severity code message`, the files apart, and how many there are. */
export function renderLints({ lints }: Pick<EventGraph, 'lints'>): string {
  if (lints.length === 0) return 'No lints.'
  const files = new Map<string, string[]>()
  const counts = new Map<string, number>()
  for (const lint of lints) {
    append(files, lint.file, line(lint))
    countUp(counts, lint.severity)
  }
  const told = levels.map((level) => {
    const count = counts.get(level)
    return count !== undefined && formatCount(count, level, level === 'information' ? level : `${level}s`)
  })
  return [...[...files.values()].map((lines) => lines.join('\n')), `${given(...told).join(', ')}.`].join('\n\n')
}

function line({ file, line: row, column, severity, code, message }: Lint): string {
  return `${oneLine(file)}:${row}:${column} ${severity} ${code} ${oneLine(message)}`
}

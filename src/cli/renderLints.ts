import { formatCount } from '../words/number'
import { oneLine } from '../words/oneLine'
import type { EventGraph, Lint } from '../model/graph'

const levels = ['error', 'warning', 'information'] as const

/** The lints for a terminal: `file:line:column severity code message`, the files apart, and how many there are. */
export function renderLints({ lints }: Pick<EventGraph, 'lints'>): string {
  if (lints.length === 0) return 'No lints.'
  const files = new Map<string, Lint[]>()
  for (const lint of lints) files.set(lint.file, [...(files.get(lint.file) ?? []), lint])
  const blocks = [...files.values()].map((ofFile) => ofFile.map(line).join('\n'))
  const counts = levels.map((level) => [lints.filter(({ severity }) => severity === level).length, level] as const)
  const told = counts
    .filter(([count]) => count > 0)
    .map(([count, level]) => formatCount(count, level, level === 'information' ? level : `${level}s`))
  return [...blocks, `${told.join(', ')}.`].join('\n\n')
}

function line({ file, line: row, column, severity, code, message }: Lint): string {
  return `${oneLine(file)}:${row}:${column} ${severity} ${code} ${oneLine(message)}`
}

import { place } from '../../words/place'
import { worstSeverity } from '../../graph/lints/lintOwners'
import { append } from '../../model/append'
import type { Lint } from '../../model/graph'
import { placeInRow, siteIds, treeNode, type LintBadge, type TreeNode } from './treeNode'

const severityLook = {
  error: { icon: 'error', color: 'problemsErrorIcon.foreground' },
  warning: { icon: 'warning', color: 'problemsWarningIcon.foreground' },
  information: { icon: 'info', color: 'problemsInfoIcon.foreground' },
} as const

/** A lint that stands at several places with the same words has one row, which leads to the first. */
export function lintRows(lints: readonly Lint[]): TreeNode[] {
  const alike = new Map<string, Lint[]>()
  for (const lint of lints) append(alike, `${lint.code} ${lint.message}`, lint)
  const idOf = siteIds(
    ({ code }) => `lint ${code}`,
    [...alike.values()].map(([first]) => first!),
  )
  return [...alike.values()].map((all) => {
    const [lint] = all as [Lint]
    return treeNode(idOf(lint), beneathItsEvent(lint), {
      kind: 'lint',
      ...severityLook[lint.severity],
      description: `${lint.code} · ${all.map((one) => placeInRow(one)).join(', ')}`,
      tooltip: `${lint.message}\n${lint.severity}: ${lint.code}, at ${all.map(place).join(', ')}`,
      site: lint,
    })
  })
}

/** The row above says the name, and side bars are narrow. A message that names the event twice needs it. */
function beneathItsEvent({ message, event }: Lint): string {
  const [before = '', after, again] = event === undefined ? [] : message.split(JSON.stringify(event))
  return after === undefined || again !== undefined ? message : `${before}${before === '' ? 'It' : 'it'}${after}`
}

export function badgeOf(lints: readonly Lint[]): LintBadge | null {
  const severity = worstSeverity(lints)
  return severity === null ? null : { severity, count: lints.length }
}

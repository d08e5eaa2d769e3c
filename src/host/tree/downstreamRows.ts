import { place } from '../../words/place'
import { tellDelay } from '../../words/tellDelay'
import { tellDelays, type FlowStep } from '../../graph/events/eventFlow'
import type { UnresolvedSite } from '../../model/graph'
import type { TreeModel } from './treeModel'
import { placeInRow, siteIds, treeNode, type TreeNode } from './treeNode'

/**
 * The events that the handlers of an event publish, each with those that follow from it. Events that the row already stands beneath end
 * the way.
 */
export function downstreamRows(model: TreeModel, event: string, way: readonly string[]): TreeNode[] {
  const open = model.flow.openFrom(event)
  const idOf = siteIds('leads to', open)
  return [
    ...model.flow.from(event).map((step) => downstreamRow(model, step, way)),
    ...open.map((site) => openRow(model, idOf(site), site, way)),
  ]
}

function downstreamRow(model: TreeModel, { to, publishers, isThroughTask }: FlowStep, way: readonly string[]): TreeNode {
  const isAgain = way.includes(to)
  const delay = tellDelays(publishers)
  const parts = [...(isAgain ? ['↺ a circle'] : []), ...(delay === null ? [] : [delay]), ...(isThroughTask ? ['through a task'] : [])]
  const site = publishers[0] ?? null
  return treeNode(`leads to ${to}`, to, {
    kind: 'downstream',
    icon: isAgain ? 'sync' : 'arrow-right',
    description: parts.join(' · '),
    tooltip: [
      `The handlers of ${way.at(-1)} publish ${to}${isThroughTask ? ', through a task' : ''}${isAgain ? ': a circle' : ''}.`,
      ...publishers.map((each) => `${tellDelay(each) ?? 'at once'}, at ${place(each)}`),
    ].join('\n'),
    site,
    event: model.named(to),
    children: isAgain || !model.leadsOn(to) ? null : () => downstreamRows(model, to, [...way, to]),
  })
}

function openRow(model: TreeModel, id: string, site: UnresolvedSite, way: readonly string[]): TreeNode {
  const name = site.pattern ?? site.expression
  return treeNode(id, name, {
    kind: 'downstream',
    icon: 'question',
    description: `name not known · ${placeInRow(site)}`,
    tooltip: `The handlers of ${way.at(-1)} publish an event whose name the text does not fix, at ${place(site)}: ${site.expression}`,
    site,
    children: site.matches.length === 0 ? null : () => matchRows(model, site, way),
  })
}

/** The known events that a pattern fits, each with what follows from it. */
export function matchRows(model: TreeModel, { kind, matches }: UnresolvedSite, way: readonly string[]): TreeNode[] {
  return matches.map((name) => {
    const isAgain = way.includes(name)
    const goesOn = kind === 'publish' && !isAgain && model.leadsOn(name)
    return treeNode(`may be ${name}`, name, {
      kind: 'downstream',
      icon: isAgain ? 'sync' : 'zap',
      description: isAgain ? '↺ a circle' : 'may be it',
      tooltip: `It may be ${name}${isAgain ? ': a circle' : ''}.`,
      event: model.named(name),
      children: goesOn ? () => downstreamRows(model, name, [...way, name]) : null,
    })
  })
}

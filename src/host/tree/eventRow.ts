import { knownCall } from '../../words/knownCall'
import { formatDuration } from '../../words/duration'
import { tellDelay } from '../../words/tellDelay'
import { place } from '../../words/place'
import { tellAround } from '../../words/tellAround'
import { tellLints } from '../../graph/lints/lintOwners'
import type { EventNode, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import { outcomeOf, tellCounts } from '../../report/countByEvent'
import { offerOf } from '../run/offerOf'
import { count } from '../count'
import { holds } from '../eventIndex'
import { downstreamRows } from './downstreamRows'
import { badgeOf, lintRows } from './lintRows'
import { placeInRow, siteIds, treeNode, type TreeNode } from './treeNode'
import type { TreeModel } from './treeModel'
import { triggerLines, triggerRows } from './triggerRows'

export const publisherIcon = 'broadcast'
export const handlerIcon = 'symbol-method'

/** A row with what it was made of, the event aside. What is beneath it follows the model that it was shown with last. */
interface Made {
  readonly row: TreeNode
  readonly of: readonly unknown[]
  model: TreeModel
}

const known = new WeakMap<EventNode, Made>()

/**
 * The row of an event, and beneath it who publishes it, who handles it, what that leads to, and what is wrong. The same object as long as
 * it says the same: a reading of the graph leaves nearly all of thousands so.
 */
export function eventRow(model: TreeModel, event: EventNode): TreeNode {
  const { name } = event
  const lints = model.lints.ofEvent(name)
  const counts = model.counts?.get(name)
  const ran = counts === undefined ? null : tellCounts(counts)
  const [mayPublish, mayHandle] = [model.index.possible('publish', name), model.index.possible('on', name)]
  const maybe = mayPublish.length + mayHandle.length
  const of = [ran, model.counts === null, model.isInCycle(name), lints.length, ...lints, ...mayPublish, ...mayHandle]
  const before = known.get(event)
  if (before?.of.length === of.length && before.of.every((part, index) => part === of[index])) {
    before.model = model
    return before.row
  }
  const { publishers, handlers } = event
  const isInCycle = model.isInCycle(name)
  const [published, handled] = [count(publishers.length, 'publisher'), count(handlers.length, 'handler')]
  const sentences = [
    `${published}, ${handled}${handlers.length + mayHandle.length === 0 ? ', so it would be ignored' : ''}.`,
    ...(maybe === 0 ? [] : [`${count(maybe, 'call')} with a computed name may mean it.`]),
    ...(lints.length === 0 ? [] : [`Lints: ${tellLints(lints)}.`]),
    ...(isInCycle ? ['It is on a circle of events that publish each other.'] : []),
    ...(ran !== null ? [`In the last run: ${ran}.`] : model.counts !== null ? ['Not in the last run.'] : []),
  ]
  const row = treeNode(`event ${name}`, name, {
    kind: 'event',
    icon: 'zap',
    color: counts === undefined ? null : outcomeColors[outcomeOf(counts)],
    // Side bars are narrow: what is new comes first, and words stand only for what is missing.
    description: [
      ...(ran === null ? [] : [ran]),
      `${tellSide(publishers.length, mayPublish.length, published)} → ${tellSide(handlers.length, mayHandle.length, handled)}`,
      ...(isInCycle ? ['↺'] : []),
    ].join(' · '),
    tooltip: `Event ${name}: ${sentences.join('\n')}`,
    event: model.named(name),
    offer: offerOf(event),
    badge: badgeOf(lints),
    children: () => rowsBeneath(made.model, event, made.row),
  })
  const made: Made = { row, of, model }
  known.set(event, made)
  return row
}

/** Calls with a computed name that may mean an event are not none. */
function tellSide(known: number, possible: number, none: string): string {
  return known > 0 ? String(known) : possible > 0 ? `${possible} possible` : none
}

function rowsBeneath(model: TreeModel, event: EventNode, { offer, event: own }: TreeNode): TreeNode[] {
  const { name, publishers, handlers } = event
  const idOfPublisher = siteIds('publish', publishers)
  const idOfHandler = siteIds('on', handlers)
  return [
    ...publishers.map((site) => publisherRow(model, idOfPublisher(site), event, site)),
    ...maybeRows(model, 'publish', name),
    ...handlers.map((site) => ({ ...handlerRow(idOfHandler(site), event, site), offer })),
    ...maybeRows(model, 'on', name),
    ...downstreamRows(model, name, [name]),
    ...lintRows(model.lints.ofEvent(name)),
  ].map((row) => ({ ...row, event: row.event ?? own }))
}

const outcomeColors = {
  failed: 'testing.iconFailed',
  unknown: 'testing.iconQueued',
  open: 'testing.iconSkipped',
  handled: 'testing.iconPassed',
} as const

function publisherRow(model: TreeModel, id: string, event: EventNode, publisher: Publisher): TreeNode {
  const { triggers, isRepeated } = publisher
  const around = tellAround(publisher)
  const delay = tellDelay(publisher)
  const call = knownCall(publisher)
  const handedOn = publisher.name.givenBy === undefined ? '' : `, handed on to ${place(publisher)}`
  return treeNode(id, around ?? 'publish', {
    kind: 'publisher',
    icon: publisherIcon,
    description: [...(isRepeated ? ['× n'] : []), ...(delay === null ? [] : [delay]), placeInRow(call)].join(' · '),
    tooltip: [
      `${event.name} is published${around === null || triggers.length > 0 ? '' : ` in ${around}`} at ${place(call)}${handedOn}${delay === null ? '' : `, ${delay}`}.`,
      ...(isRepeated ? ['It stands in a loop: one run may publish it many times.'] : []),
      ...(triggers.length === 0 ? ['What runs this is not known.'] : ['Run by:', ...triggers.flatMap(triggerLines)]),
    ].join('\n'),
    site: call,
    offer: offerOf(event, publisher),
    children: triggers.length === 0 ? null : () => triggerRows(model, triggers, around),
  })
}

function handlerRow(id: string, event: EventNode, handler: HandlerSite): TreeNode {
  const { order, timeoutMs, function: called, uncalled } = handler
  const name = called?.name ?? null
  const timeout = timeoutMs === null ? null : `timeout ${formatDuration(timeoutMs)}`
  // A function that is declared apart says more than where a wrapper registers all of them.
  const site = called === null || holds(handler, called) ? handler : called
  return treeNode(id, name ?? (event.handlers.length > 1 ? `handler ${order}` : 'handler'), {
    kind: 'handler',
    icon: handlerIcon,
    description: [...(uncalled === null ? [] : ['never called']), placeInRow(site, timeout)].join(' · '),
    tooltip: [
      `Handler ${order} of ${event.name}, registered at ${place(handler)}${timeout === null ? '' : `, ${timeout}`}.`,
      ...(called === null ? [] : [`It runs ${name ?? 'the function'} at ${place(called)}.`]),
      ...(uncalled === null ? [] : [`No call of ${uncalled}(), which leads to it, is known.`]),
    ].join('\n'),
    site,
  })
}

/** Calls whose name the text does not fix, but whose pattern fits the event. */
function maybeRows({ index }: TreeModel, kind: UnresolvedSite['kind'], event: string): TreeNode[] {
  const sites = index.possible(kind, event)
  const idOf = siteIds(`maybe ${kind}`, sites)
  return sites.map((site) => {
    const verb = kind === 'publish' ? 'publish' : 'handle'
    const name = site.pattern ?? site.expression
    return treeNode(idOf(site), name, {
      kind: kind === 'publish' ? 'publisher' : 'handler',
      icon: 'question',
      description: `may ${verb} it · ${placeInRow(site)}`,
      tooltip: [`${site.expression} at ${place(site)} may ${verb} ${event}.`, ...site.triggers.flatMap(triggerLines)].join('\n'),
      site,
    })
  })
}

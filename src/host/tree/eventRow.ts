import { knownCall } from '../../words/knownCall'
import { formatDuration } from '../../words/duration'
import { tellDelay } from '../../words/tellDelay'
import { place } from '../../words/place'
import { tellAround } from '../../words/tellAround'
import { tellDelays, type FlowStep } from '../../graph/events/eventFlow'
import { tellLints, worstSeverity } from '../../graph/lints/lintOwners'
import { append } from '../../model/append'
import type { EventNode, HandlerSite, Lint, Publisher, UnresolvedSite } from '../../model/graph'
import { outcomeOf, tellCounts } from '../../report/countByEvent'
import { bodySample } from '../run/bodySample'
import { count } from '../count'
import { holds } from '../eventIndex'
import { placeInRow, siteIds, spokenPlace, treeNode, type LintBadge, type TreeNode } from './treeNode'
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
    tooltip: [name, ...sentences].join('\n'),
    spoken: `Event ${name}: ${sentences.join(' ')}`,
    event: { name, publishers: publishers.length, handlers: handlers.length },
    offer: { event: name, afterMs: null, bodySample: bodySample(event) },
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
    ...publishers.map((site) => publisherRow(model, idOfPublisher(site), name, site)),
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

function publisherRow(model: TreeModel, id: string, event: string, publisher: Publisher): TreeNode {
  const { triggers, isRepeated } = publisher
  const around = tellAround(publisher)
  const delay = tellDelay(publisher)
  const call = knownCall(publisher)
  const handedOn = (said: typeof place): string => (publisher.name.givenBy === undefined ? '' : `, handed on to ${said(publisher)}`)
  return treeNode(id, around ?? 'publish', {
    kind: 'publisher',
    icon: publisherIcon,
    description: [...(isRepeated ? ['× n'] : []), ...(delay === null ? [] : [delay]), placeInRow(call)].join(' · '),
    tooltip: [
      `${event} is published at ${place(call)}${handedOn(place)}${delay === null ? '' : `, ${delay}`}.`,
      ...(isRepeated ? ['It stands in a loop: one run may publish it many times.'] : []),
      ...(triggers.length === 0 ? ['What runs this is not known.'] : ['Run by:', ...triggers.flatMap(triggerLines)]),
    ].join('\n'),
    spoken: `Published${around === null ? '' : ` in ${around}`}${isRepeated ? ', many times' : ''}${delay === null ? '' : `, ${delay}`}. ${spokenPlace(call)}${handedOn(spokenPlace)}.`,
    site: call,
    offer: { event, afterMs: publisher.afterMs, bodySample: publisher.bodySample },
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
    spoken: `Handler ${order}${name === null ? '' : `, ${name}`}${timeout === null ? '' : `, ${timeout}`}${uncalled === null ? '' : ', never called'}. ${spokenPlace(site)}.`,
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
      spoken: `A call named ${name} may ${verb} it. ${spokenPlace(site)}.`,
      site,
    })
  })
}

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
  const known = model.index.event(to)
  return treeNode(`leads to ${to}`, to, {
    kind: 'downstream',
    icon: isAgain ? 'sync' : 'arrow-right',
    description: parts.join(' · '),
    tooltip: [
      `The handlers of ${way.at(-1)} publish ${to}.`,
      ...publishers.map((each) => `${tellDelay(each) ?? 'at once'}, at ${place(each)}`),
    ].join('\n'),
    spoken: `Leads to ${to}${delay === null ? '' : ` ${delay}`}${isThroughTask ? ', through a task' : ''}${isAgain ? ', which is a circle' : ''}.`,
    site,
    event: { name: to, publishers: known?.publishers.length ?? 0, handlers: known?.handlers.length ?? 0 },
    children: isAgain || !model.leadsOn(to) ? null : () => downstreamRows(model, to, [...way, to]),
  })
}

function openRow(model: TreeModel, id: string, site: UnresolvedSite, way: readonly string[]): TreeNode {
  const name = site.pattern ?? site.expression
  return treeNode(id, name, {
    kind: 'downstream',
    icon: 'question',
    description: `name not known · ${placeInRow(site)}`,
    tooltip: `The handlers of ${way.at(-1)} publish an event whose name the text does not fix: ${site.expression}`,
    spoken: `Leads to an event whose name the text does not fix: ${name}. ${spokenPlace(site)}.`,
    site,
    children: site.matches.length === 0 ? null : () => matchRows(model, site, way),
  })
}

/** The known events that a pattern fits, each with what follows from it. */
export function matchRows(model: TreeModel, { kind, matches }: UnresolvedSite, way: readonly string[]): TreeNode[] {
  return matches.map((name) => {
    const event = model.index.event(name)
    const isAgain = way.includes(name)
    const goesOn = kind === 'publish' && !isAgain && model.leadsOn(name)
    return treeNode(`may be ${name}`, name, {
      kind: 'downstream',
      icon: isAgain ? 'sync' : 'zap',
      description: isAgain ? '↺ a circle' : 'may be it',
      tooltip: `The name may be ${name}.`,
      spoken: `It may be ${name}${isAgain ? ', which is a circle' : ''}.`,
      event: { name, publishers: event?.publishers.length ?? 0, handlers: event?.handlers.length ?? 0 },
      children: goesOn ? () => downstreamRows(model, name, [...way, name]) : null,
    })
  })
}

const severityLook = {
  error: { icon: 'error', color: 'problemsErrorIcon.foreground' },
  warning: { icon: 'warning', color: 'problemsWarningIcon.foreground' },
  information: { icon: 'info', color: 'problemsInfoIcon.foreground' },
} as const

/** A lint that stands at several places with the same words has one row, which leads to the first. */
export function lintRows(lints: readonly Lint[]): TreeNode[] {
  const alike = new Map<string, Lint[]>()
  for (const lint of lints) append(alike, `${lint.code} ${lint.message}`, lint)
  const firsts = [...alike.values()].map((all) => all[0]!)
  const idOf = new Map(
    [...new Set(firsts.map(({ code }) => code))].map((code) => [
      code,
      siteIds(
        `lint ${code}`,
        firsts.filter((lint) => lint.code === code),
      ),
    ]),
  )
  return [...alike.values()].map((all) => {
    const [lint] = all as [Lint]
    return treeNode(idOf.get(lint.code)!(lint), lint.message, {
      kind: 'lint',
      ...severityLook[lint.severity],
      description: `${lint.code} · ${all.map((one) => placeInRow(one)).join(', ')}`,
      tooltip: `${lint.message}\n${lint.severity}: ${lint.code}, at ${all.map(place).join(', ')}`,
      spoken: `${lint.severity}: ${lint.message} ${all.map(spokenPlace).join('; ')}.`,
      site: lint,
    })
  })
}

export function badgeOf(lints: readonly Lint[]): LintBadge | null {
  const severity = worstSeverity(lints)
  return severity === null ? null : { severity, count: lints.length }
}

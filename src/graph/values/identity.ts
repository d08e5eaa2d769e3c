import { itemPath } from './item'
import { boundTo, type Value } from './value'

/** The same for equal values, to tell new ones from known ones. */
export function identity(value: Value): unknown {
  const own = ownIdentity(value)
  return value.item === undefined ? own : `${asText(own)} #${itemPath(value.item)}`
}

function asText(identity: unknown): string {
  return typeof identity === 'string' ? identity : `@${nodeId(identity as object)}`
}

function ownIdentity(value: Value): unknown {
  switch (value.kind) {
    case 'constant':
      return `${typeof value.value} ${String(value.value)}`
    case 'text':
      return JSON.stringify(value.parts)
    case 'range':
      return `range ${value.min} ${value.max} ${value.isBelow}`
    case 'sdk':
      return value.bound === undefined ? `sdk ${value.part}` : `sdk ${value.part} ${value.bound.map(nodeId).join()}`
    case 'module':
      return `module ${value.file}`
    case 'unknown':
      return `${value.isOther === true ? 'other' : 'unknown'}${value.isObject === true ? ' object' : ''}${madeAt(value)}`
    case 'list':
    case 'map':
    case 'choice':
      return value.of.length > longestIdentity
        ? value.of
        : `${value.kind}${isLoose(value) ? '~' : ''}${madeAt(value)} [${value.of.map(identityText).join()}]`
    case 'record':
      return value.of.length > longestIdentity
        ? value.of
        : `record [${value.of.map(([name, one]) => `${name}: ${identityText(one)}`).join()}]`
    case 'object':
    case 'instance':
    case 'function':
    case 'made':
      return `@${nodeId(value.node)} ${value.kind} ${value.scope?.id ?? ''} ${boundTo(value).map(identityText).join()}${madeAt(value)}`
    default:
      return value.node
  }
}

/** Which of those that are made there it is. */
export function madeAt(value: Value): string {
  if (value.kind === 'instance' || value.kind === 'unknown') {
    return value.made === undefined ? '' : ` @${nodeId(value.made)} ${value.scope?.id ?? ''}`
  }
  return (value.kind === 'list' || value.kind === 'map') && value.node !== undefined ? ` @${nodeId(value.node)}` : ''
}

function isLoose(value: Value): boolean {
  return (value.kind === 'list' || value.kind === 'map') && value.isLoose === true
}

/** Longer lists are only the same as themselves. */
const longestIdentity = 20

function identityText(value: Value): string {
  return asText(identity(value))
}

const nodeIds = new WeakMap<object, number>()
let nodes = 0

export function nodeId(node: object): number {
  let id = nodeIds.get(node)
  if (id === undefined) nodeIds.set(node, (id = ++nodes))
  return id
}

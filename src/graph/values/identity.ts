import { itemPath } from './item'
import { boundTo, stepsOf, type Value } from './value'

/** The same for equal values, to tell new ones from known ones. */
export function identity(value: Value): unknown {
  return identify(value, false)
}

/** The same text for values that are also of the same walks, and spelt by the same text. */
export function exactIdentity(value: Value): string {
  return asText(identify(value, true))
}

function identify(value: Value, isExact: boolean): unknown {
  const whole = ownIdentity(value, isExact)
  const own = value.without === undefined ? whole : `${asText(whole)} without ${[...value.without].sort().join()}`
  if (value.item === undefined) return own
  return `${asText(own)} #${itemPath(value.item)}${isExact ? `/${nodeId(value.item.walk)}` : ''}`
}

/** The ids of nodes and lists that are no more are not used again. */
function asText(identity: unknown): string {
  return typeof identity === 'string' ? identity : `@${nodeId(identity as object)}`
}

function ownIdentity(value: Value, isExact: boolean): unknown {
  const textOfAll = (all: readonly Value[]): string => all.map((one) => asText(identify(one, isExact))).join()
  switch (value.kind) {
    case 'constant': {
      const { literal, value: own } = value
      if (!isExact) return `${typeof own} ${String(own)}`
      return `${typeof own} ${JSON.stringify(String(own))}${literal === undefined ? '' : nodeId(literal)}`
    }
    case 'text':
      return JSON.stringify(value.parts)
    case 'range':
      return `range ${value.min} ${value.max} ${value.isBelow}`
    case 'sdk':
      return value.bound === undefined ? `sdk ${value.part}` : `sdk ${value.part} ${value.bound.map(nodeId).join()}`
    case 'conversion':
      return `conversion ${value.name}`
    case 'module':
      return `module ${value.file}`
    case 'unknown':
      return `${value.isOther === true ? 'other' : 'unknown'}${value.isObject === true ? ' object' : ''}${madeAt(value)}`
    case 'list':
    case 'map':
    case 'choice':
      return value.of.length > longestIdentity
        ? value.of
        : `${value.kind}${isLoose(value) ? '~' : ''}${madeAt(value)} [${textOfAll(value.of)}]`
    case 'record':
      return value.of.length > longestIdentity
        ? value.of
        : `record [${value.of.map(([name, one]) => `${name}: ${asText(identify(one, isExact))}`).join()}]`
    case 'object':
    case 'class':
    case 'instance':
    case 'built':
    case 'function':
    case 'made':
      return `@${nodeId(value.node)} ${value.kind} ${value.scope?.id ?? ''} ${textOfAll(partsOf(value))}${madeAt(value)}`
    default:
      return value.node
  }
}

/** What a function was given that is no argument of its calls. */
function partsOf(value: Value): readonly Value[] {
  return value.kind === 'function' && value.members !== undefined ? [...boundTo(value), value.members] : boundTo(value)
}

/** Which of those that are made there it is. */
export function madeAt(value: Value): string {
  if (value.kind === 'instance') {
    const steps = stepsOf(value).map(({ call, scope, isFresh }) => `${nodeId(call)}/${scope.id}${isFresh ? '!' : ''}`)
    return [value.made?.map(nodeId).join(), ...steps, ...(value.isFresh === true ? ['!'] : [])].join(' > ')
  }
  if (value.kind === 'unknown') return value.made === undefined ? '' : ` @${nodeId(value.made)} ${value.scope?.id ?? ''}`
  return (value.kind === 'list' || value.kind === 'map') && value.node !== undefined ? ` @${nodeId(value.node)}` : ''
}

function isLoose(value: Value): boolean {
  return (value.kind === 'list' || value.kind === 'map') && value.isLoose === true
}

/** Longer lists are only the same as themselves. */
const longestIdentity = 20

const nodeIds = new WeakMap<object, number>()
let nodes = 0

export function nodeId(node: object): number {
  let id = nodeIds.get(node)
  if (id === undefined) nodeIds.set(node, (id = ++nodes))
  return id
}

import type { ts } from 'ts-morph'
import type { SdkPart } from '../modules/resolveModule'
import { plainKey } from '../syntax/unwrapped'
import { classLine } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { alternatives, type Value } from '../values/value'

/** Whether what carries the SDK may publish or handle what is named by those who have it: not a router, or a function that names its events itself. */
export function takesNames(evaluator: Evaluator, value: Value): boolean {
  switch (value.kind) {
    case 'made':
      return false
    case 'sdk':
    case 'function':
      return isNamed(evaluator, value)
    case 'object':
    case 'class':
    case 'instance':
      return namingMembers(evaluator, value).length > 0
    default:
      return true
  }
}

/** The members of a value whose callers name an event. */
export function namingMembers(evaluator: Evaluator, value: Value): readonly string[] {
  if (value.kind === 'sdk') return ['publish', 'on']
  const members =
    value.kind === 'object'
      ? value.node.properties
      : value.kind === 'class' || value.kind === 'instance'
        ? classLine(evaluator, value.node).flatMap((node): readonly ts.ClassElement[] => node.members)
        : []
  const held: Value = value.kind === 'class' ? { kind: 'instance', node: value.node } : value
  return members
    .flatMap(({ name }) => (name === undefined ? [] : (plainKey(name) ?? [])))
    .filter((name) => alternatives(evaluator.member(held, name)).some((one) => isNamed(evaluator, one)))
}

/** Parts of the SDK by which events are published and handled. */
const naming: ReadonlySet<SdkPart> = new Set(['module', 'eventsModule', 'events', 'publish', 'on'] as const)

/** Whether callers name an event by what they pass. */
function isNamed({ project }: Evaluator, value: Value): boolean {
  return (value.kind === 'sdk' && naming.has(value.part)) || (value.kind === 'function' && project.journal.isTold('asked', value.node))
}

import { ts } from 'ts-morph'
import { identity, nodeId, type Scope } from './value'

/** Gives one object for all scopes that are the same. */
export function createCallScopes(): (scope: Omit<Scope, 'id'>) => Scope {
  const known = new Map<string, Scope>()
  let made = 0

  return (scope) => {
    const passed = [...scope.passed].map(([parameter, value]) => `${nodeId(parameter)}=${keyOf(identity(value))}`)
    const item = scope.item === null ? '' : `${nodeId(scope.item.walk)}/${scope.item.index}`
    const key = [nodeId(scope.of), scope.outer?.id, item, scope.self === null ? '' : keyOf(identity(scope.self)), ...passed].join(' ')
    let found = known.get(key)
    if (found === undefined) known.set(key, (found = { id: ++made, ...scope }))
    return found
  }
}

/** The ids of nodes that are no more are not used again, nor are those of lists, which have one each. */
const ids = new WeakMap<object, number>()
let last = 0

function keyOf(own: unknown): string {
  if (typeof own !== 'object' || own === null) return JSON.stringify(own)
  const id = ids.get(own) ?? ++last
  ids.set(own, id)
  return `#${id}`
}

/** The scope, of those around each other, of the innermost call that a node stands in; null for none. */
export function scopeAround(node: ts.Node, scope: Scope | null): Scope | null {
  if (scope === null) return null
  const around = new Set<ts.Node>()
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) around.add(at)
  for (let one: Scope | null = scope; one !== null; one = one.outer) if (around.has(one.of)) return one
  return null
}

/** What a walk through a list does for each item: a function or a loop. */
export function walked(walk: ts.Node): ts.Node {
  if (ts.isParameter(walk)) return walk.parent
  return ts.isVariableDeclaration(walk) ? walk.parent.parent : walk
}

import { ts } from 'ts-morph'
import { standsIn } from '../syntax/standsIn'
import { exactIdentity, nodeId } from '../values/identity'
import type { Scope } from '../values/value'

/**
 * Gives one object for all scopes that are the same, down to the text that spells a constant. They go when the code that is called does, or
 * when nobody needs them: what is passed belongs to files as they were, of which an edit leaves nothing.
 */
export function createCallScopes(): (scope: Omit<Scope, 'id'>) => Scope {
  const known = new WeakMap<ts.Node, Map<string, WeakRef<Scope>>>()
  const gone = new FinalizationRegistry<{ readonly ofCalled: Map<string, WeakRef<Scope>>; readonly key: string }>(({ ofCalled, key }) => {
    if (ofCalled.get(key)?.deref() === undefined) ofCalled.delete(key)
  })
  let made = 0

  return (scope) => {
    const passed = [...scope.passed].map(([parameter, value]) => `${nodeId(parameter)}=${exactIdentity(value)}`)
    const item = scope.item === null ? '' : `${nodeId(scope.item.walk)}/${scope.item.index}`
    const key = [scope.outer?.id, item, scope.self === null ? '' : exactIdentity(scope.self), ...passed].join(' ')
    const ofCalled = known.get(scope.of) ?? new Map<string, WeakRef<Scope>>()
    known.set(scope.of, ofCalled)
    const before = ofCalled.get(key)?.deref()
    if (before !== undefined) return before
    const own = { ...scope, id: ++made }
    ofCalled.set(key, new WeakRef(own))
    gone.register(own, { ofCalled, key })
    return own
  }
}

/** The scope, of those around each other, of the innermost call that a node stands in; null for none. */
export function scopeAround(node: ts.Node, scope: Scope | null): Scope | null {
  for (let one = scope; one !== null; one = one.outer) if (standsIn(node, one.of)) return one
  return null
}

/** What a walk through a list does for each item: a function or a loop. */
export function walked(walk: ts.Node): ts.Node {
  if (ts.isParameter(walk)) return walk.parent
  // const item = queue.shift()
  if (ts.isCallExpression(walk) || ts.isElementAccessExpression(walk)) return ts.findAncestor(walk, ts.isBlock) ?? walk.getSourceFile()
  return ts.isVariableDeclaration(walk) ? walk.parent.parent : walk
}

import type { CallName } from '../model/graph'
import type { Span } from '../model/site'
import { onlySpan } from './place'

/** Where a reader finds a call of `publish` or `on`: of one within a wrapper, where that is called. */
export function knownCall(call: Span & { readonly name: CallName }): Span {
  return onlySpan(call.name.givenBy ?? call)
}

/** Where a reader finds the name of such a call. */
export function knownName({ name }: { readonly name: CallName }): Span {
  return onlySpan(name.givenBy?.name ?? name.givenBy ?? name)
}

import { finding, fix, insertBefore, type CallRule } from './finding'

/** Publishes in async functions and handlers whose promise nobody takes. */
export const lintAwait: CallRule = (call, context) => {
  const { floating } = call
  if (floating === null) return []
  const { callee, canAwait, function: around } = floating
  if (!canAwait && (around === null || !context.isHandler(around))) return []
  const message = `Nobody waits for this publish: the function can end before the event is sent, and if it cannot be sent, nobody is told. ${canAwait ? 'Await it' : 'Return it, or make the function async and await it'}; "void" before it says that this is meant.`
  return [finding('unawaited-publish', callee, call, message, canAwait ? [fix('Add await', insertBefore(call, 'await '))] : [])]
}

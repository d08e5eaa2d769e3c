import type { CallFacts, FloatingFacts } from '../facts/callFacts'
import { finding, fix, insertBefore, type CallContext, type CallRule, type Finding } from './finding'

/** Publishes in async functions and in what Ampt runs whose promise nobody takes. */
export const lintAwait: CallRule = (call, context) => {
  const [event, ...others] = call.events
  return call.floating.flatMap((floating) => lintFloating(floating, call, context, others.length === 0 ? event : undefined))
}

function lintFloating(floating: FloatingFacts, call: CallFacts, context: CallContext, event: string | undefined): readonly Finding[] {
  if (floating.function === null) return []
  const { callee, comment, awaitAt, droppedBy, function: around } = floating
  if (droppedBy !== 'express' && !around.isAsync && !around.isRegistered && !context.isHandler(around)) return []
  const message = `${whatMayHappen(floating)}; "void" before it says that this is meant.`
  const fixes = awaitAt === null ? [] : [fix('Add await', insertBefore(awaitAt, 'await '))]
  return [{ ...finding('unawaited-publish', callee, floating, message, fixes), comment, ...(event !== undefined && { event }) }]
}

function whatMayHappen({ droppedBy, awaitAt }: FloatingFacts): string {
  if (droppedBy === 'express')
    return 'Express does not wait for what a handler returns: the response, and with it the function, can end before the event is sent. Make the handler async, and await it before the response'
  const advice =
    droppedBy === 'forEach'
      ? 'forEach waits for no promise: use a for…of loop with await, or await Promise.all with map'
      : droppedBy === 'timer'
        ? 'A timer waits for no promise, and nobody for the timer: await the publish in the function itself, with "after" where it is to come later'
        : awaitAt === null
          ? 'Return it, or make the function async and await it'
          : 'Await it'
  return `Nobody waits for this publish: the function can end before the event is sent, and if it cannot be sent, nobody is told. ${advice}`
}

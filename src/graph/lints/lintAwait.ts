import type { FloatingFacts } from '../facts/callFacts'
import { finding, fix, ignoreAbove, insertBefore, type CallRule } from './finding'

/** Publishes whose promise nobody takes before what they stand in ends. */
export const lintAwait: CallRule = ({ floating, events: [event, ...others] }) =>
  floating.map((one) => {
    const { callee, comment, awaitAt } = one
    const message = `${whatMayHappen(one)}; "void" before it says that this is meant.`
    const fixes = awaitAt === null ? [] : [fix('Add await', insertBefore(awaitAt, 'await '))]
    return {
      ...finding('unawaited-publish', callee, one, message, fixes),
      ignore: ignoreAbove(one, comment),
      ...(event !== undefined && others.length === 0 && { event }),
    }
  })

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

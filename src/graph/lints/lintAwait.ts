import { finding, fix, insertBefore, type Finding, type Subject } from './finding'

/** Publishes in async functions and handlers whose promise nobody takes. */
export function lintAwait({ calls, events }: Pick<Subject, 'calls' | 'events'>): Finding[] {
  const runs = new Set(
    events.flatMap(({ handlers }) =>
      handlers.flatMap(({ function: run }) => (run === null ? [] : [`${run.file}:${run.line}:${run.column}`])),
    ),
  )
  return calls.flatMap((call) => {
    const { floating } = call
    if (floating === null) return []
    const { callee, canAwait, function: around } = floating
    if (!canAwait && (around === null || !runs.has(`${around.file}:${around.line}:${around.column}`))) return []
    const message = `Nobody waits for this publish: the function can end before the event is sent, and if it cannot be sent, nobody is told. ${canAwait ? 'Await it' : 'Return it, or make the function async and await it'}; "void" before it says that this is meant.`
    return [finding('unawaited-publish', callee, call, message, canAwait ? [fix('Add await', insertBefore(call, 'await '))] : [])]
  })
}

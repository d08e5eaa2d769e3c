import { handedName, plainName } from '../../contract/names'
import type { Site } from '../../model/site'
import type { Engine } from '../../simulator/engine'
import { isLoad, type Attempt, type Execution } from '../../simulator/execution'
import type { World } from '../ampt/world'
import type { JobRun } from './runJob'

/** The world of the stand-ins: the engine, told who calls and from where. */
export function createWorld({ engine, attribution, positions, notes, job: { scenario }, clock: { now } }: JobRun): World {
  const { current } = attribution
  // An operation completes in a later turn, where the code that asked for it is no longer on the stack.
  let askedAt: Site | null = null
  return {
    contract: scenario.contract,
    params: scenario.params,
    now,
    effect: (effect) => engine.doings.effect(current(), { ...effect, site: askedAt ?? positions.callSite() }),
    complete: (operation, isRead) => {
      const execution = current()
      // To ask V8 for it takes as long as all else of an operation.
      const site = isRead === true ? null : positions.callSite()
      return engine.complete(execution, () => {
        askedAt = site
        try {
          return execution === null ? operation() : attribution.run(execution, operation)
        } finally {
          askedAt = null
        }
      })
    },
    publish: (name, args) => engine.publish(current(), name, args, positions.callSite()),
    register: ({ source, name, timeout, handler, matches }) => {
      const site = positions.callSite()
      const wants = matches && ((subject: unknown) => matches(subject as never))
      engine.register(current(), {
        source,
        name: source === 'event' ? plainName(name) : name,
        timeout,
        site,
        run: handler,
        ...(wants && { matches: wants }),
      })
    },
    occur: (occurrence, cause) => engine.occur(cause === undefined ? current() : engine.executionOf(cause), occurrence),
    recur: (what, recurrence, run) => {
      if (!engine.recur(current(), recurrence, run)) notes.leftOut.add(what)
    },
    whileOpen: (atMs, run) => engine.agenda.whileOpen(atMs, run),
    drivesSockets: scenario.steps.some(({ kind }) => kind === 'socket'),
    isLoading: () => isLoad(current()),
    invocation: () => {
      const execution = current()
      return execution === null || isLoad(execution)
        ? null
        : { requestId: requestIdOf(engine, execution), event: execution.kind === 'handler' ? eventOf(execution.attempt) : undefined }
    },
    setTimeLimit: (ms) => {
      const execution = current()
      if (execution === null || isLoad(execution)) throw new Error('A time limit can be set inside a handler or a request only.')
      engine.setTimeLimit(execution, ms)
    },
    note: (text) => notes.add(text),
    missingParam: (key) => notes.missingParam(key, positions.callSite()),
  }
}

/** A run of a task has its own identifier for one (SDK 1.0.20, `core`). */
function requestIdOf(engine: Engine, execution: Execution): string {
  const event = execution.kind === 'handler' ? execution.attempt.chain.event : null
  return event?.kind.source === 'task' ? event.id : engine.chances.requestIdOf(execution)
}

/** What the handlers of an attempt got, as a copy of its own. */
function eventOf({ chain, number }: Attempt): unknown {
  const { id, kind, published } = chain.event
  const body: unknown = JSON.parse(kind.bodyText)
  const isPublished = kind.source === 'event' || kind.source === 'task'
  return isPublished ? { id, name: handedName(kind.name), body, time: published.time, delay: kind.delay, attempt: number } : body
}

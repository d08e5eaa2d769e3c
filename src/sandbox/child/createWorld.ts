import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Scenario } from '../../model/scenario'
import type { Site } from '../../model/site'
import type { Engine } from '../../simulator/engine'
import type { Execution } from '../../simulator/execution'
import type { World } from '../ampt/world'
import type { RunNotes } from './runNotes'
import type { SourcePositions } from './sourcePositions'

/** The world of the stand-ins: the engine, told who calls and from where. */
export function createWorld(options: {
  readonly engine: Engine
  readonly executions: AsyncLocalStorage<Execution | undefined>
  readonly positions: SourcePositions
  readonly notes: RunNotes
  readonly scenario: Scenario
  readonly now: () => number
}): World {
  const { engine, executions, positions, notes, scenario, now } = options
  const current = (): Execution | null => executions.getStore() ?? null
  // An operation completes in a later turn, where the code that asked for it is no longer on the stack.
  let askedAt: Site | null = null
  return {
    contract: scenario.contract,
    params: scenario.params,
    now,
    effect: (effect) => engine.effect(current(), { ...effect, site: askedAt ?? positions.callSite() }),
    complete: (operation) => {
      const execution = executions.getStore()
      const site = positions.callSite()
      return engine.complete(execution ?? null, () => {
        askedAt = site
        try {
          return execution === undefined ? operation() : executions.run(execution, operation)
        } finally {
          askedAt = null
        }
      })
    },
    publish: (name, args) => engine.publish(current(), name, args, positions.callSite()),
    register: ({ source, name, timeoutMs, handler, matches }) => {
      const site = positions.callSite()
      const wants = matches && ((subject: unknown) => matches(subject as never))
      engine.register(current(), {
        source,
        name: name.replace(/^custom:/, ''),
        timeoutMs,
        site,
        run: handler,
        ...(wants && { matches: wants }),
      })
    },
    occur: (occurrence, cause) => engine.occur(cause === undefined ? current() : engine.executionOf(cause), occurrence),
    recur: (recurrence, run) => engine.recur(current(), recurrence, run),
    whileOpen: (atMs, run) => engine.agenda.whileOpen(atMs, run),
    drivesSockets: scenario.steps.some(({ kind }) => kind === 'socket'),
    setTimeLimit: (ms) => {
      const execution = current()
      if (execution?.kind !== 'handler') throw new Error('A time limit can be set inside a handler only.')
      engine.setTimeLimit(execution, ms)
    },
    note: (text) => notes.add(text),
    missingParam: (key) => {
      const site = positions.callSite()
      const place = site === null ? '' : ` (read at ${site.file}:${site.line})`
      notes.add(`The parameter ${key} is not set${place}. Set it with --param ${key}=VALUE, or with the setting amptEvents.params.`)
    },
  }
}

import { resolveAfter } from '../../contract/after'
import { SECOND_MS } from '../../words/duration'
import { checkSize } from '../../contract/eventSize'
import { readCron, readRate, type Recurrence } from '../../contract/recurrence'
import { taskPolicy } from '../../contract/retry'
import type { Json } from '../../model/json'
import type { Attempt, Watch } from '../../simulator/execution'
import { asJson } from './asJson'
import { readHandlerArguments } from './handlerArguments'
import { look, operate } from './operation'
import { isKept, type TaskStatus } from './taskStatus'
import type { HandedEvent, World } from './world'

export interface Task {
  run(after?: unknown, body?: unknown): Promise<{ id: string }>
  every(expression: string, body?: unknown): Task
  cron(expression: string, body?: unknown): Task
  on(name: string, handler: unknown): void
}

/** `task` of `@ampt/sdk`. */
export interface TaskFactory {
  (name: string, ...args: unknown[]): Task
  status(id: string): Promise<object | undefined>
}

const MAX_NAME_LENGTH = 64
/** The limit of the smallest plan (documentation, Tasks). */
const PREVIEW_TIMEOUT_MS = 30 * SECOND_MS
/** Larger results are not kept (documentation, Tasks). */
const MAX_RESULT_BYTES = 65_536

/** `task` of `@ampt/sdk`: runs by call and by the clock, with their status and lifecycle events. */
export function createTask(world: World, runs: Map<string, TaskStatus>, claimSchedule: (recurrence: Recurrence) => void): TaskFactory {
  const names = new Set<string>()

  const define = (name: string, ...args: unknown[]): Task => {
    if (name.length > MAX_NAME_LENGTH) throw new Error('Task name must be 64 characters or less')
    if (!args[0] && !args[1]) throw new Error('Task handler is required')
    if (names.has(name)) throw new Error(`Task ${name} already exists`)
    const { handler, config, timeout } = readHandlerArguments(`task(${JSON.stringify(name)})`, args)
    names.add(name)
    if (Number(timeout) > PREVIEW_TIMEOUT_MS) {
      world.note(
        `task "${name}" asks for more than 30 s: a plan allows 30 s (Preview), an hour or four, and @ampt/sdk 1.0.20 at most 900 s.`,
      )
    }
    const { attempts } = config
    const policy = taskPolicy(world.contract, attempts)

    /** Changes the status of a run, which is told as an event like others; the SDK's types put its fields beside `body`. */
    const change = (id: string, what: string, changes: Partial<TaskStatus>, attempt?: Attempt): void => {
      const status = runs.get(id)
      if (status === undefined) return
      const told = { ...status, ...changes }
      runs.set(id, told)
      const body = asJson({ ...told, ...(attempt && { attempt: attempt.number }) })
      world.occur({ source: 'event', name: lifecycleName(name, what), body }, attempt)
    }

    const watch: Watch = {
      started: (attempt) => change(attempt.chain.event.id, 'started', { state: 'started', startedAt: world.now() }, attempt),
      ended(attempt, isHandled, isLast) {
        if (!isLast) return
        const state = isHandled ? 'completed' : 'failed'
        change(attempt.chain.event.id, state, { state, [`${state}At`]: world.now(), ...(!isHandled && failureOf(attempt)) }, attempt)
      },
    }

    world.register({
      source: 'task',
      name,
      timeout,
      handler: (event: HandedEvent, context: { setTimeout(ms: number): void }) => {
        // A run without a body has null in the record.
        const { id, body, time, delay, attempt } = event
        const progress = (message: string, percent: number): void =>
          change(id, 'progress', { progressMessage: message, progressPercent: percent, progressedAt: world.now() })
        const given = { target: `task:${name}`, id, executionId: id, name, body: body ?? undefined, time, delay, attempt }
        const returned = handler(given as never, { setTimeout: (ms: number) => context.setTimeout(ms), progress } as never)
        const keepResult = (value: unknown): void => {
          try {
            const result = JSON.stringify(value) as string | undefined
            if (result !== undefined && Buffer.byteLength(result) <= MAX_RESULT_BYTES) runs.set(id, { ...runs.get(id)!, result })
          } catch {
            world.note(`The result of task "${name}" cannot be written as JSON: it is not kept, assumed.`)
          }
        }
        if (runs.has(id)) Promise.resolve(returned).then(keepResult, () => undefined)
        return returned
      },
    })

    const start = (body: Json, delayMs: number): string => {
      const receipt = world.occur({ source: 'task', name, body, delayMs, policy, watch })!
      const now = world.now()
      runs.set(receipt.id, {
        ...{ id: receipt.id, name, createdAt: now, ...(body !== null && { body: JSON.stringify(body) }) },
        ...(delayMs > 0 ? { state: 'scheduled', scheduledAt: now + delayMs } : { state: 'submitted', submittedAt: now }),
      })
      return receipt.id
    }

    const recur = (recurrence: Recurrence | { readonly error: string }, body: unknown): Task => {
      if ('error' in recurrence) throw new Error(`Task ${name}: ${recurrence.error}`)
      claimSchedule(recurrence)
      const sent = asJson(body)
      world.recur(`task "${name}"`, recurrence, () => start(sent, 0))
      return task
    }

    const task: Task = {
      // A single argument is the body, also when it looks like a time (SDK 1.0.20).
      async run(first, second) {
        const [after, body] = second === undefined ? [undefined, first] : [first, second]
        const due = resolveAfter(after, world.now(), world.contract)
        if ('error' in due) throw new Error(due.error)
        const sent = asJson(body)
        const size = checkSize({ storedName: name, bodyText: JSON.stringify(sent), time: world.now(), delay: due.delayMs }, world.contract)
        if (size.error !== null) throw new Error(size.error)
        return operate(world, () => {
          world.effect({ kind: 'task.run', target: name, value: asJson({ after, body }) })
          return { id: start(sent, due.delayMs) }
        })
      },
      every: (expression, body) => recur(readRate(expression, world.now()), body),
      cron: (expression, body) => recur(readCron(expression), body),
      on(state, handler) {
        if (state === 'cancelled') world.note(`task "${name}": on("cancelled") is never called, since nothing cancels a run here.`)
        const given = readHandlerArguments(`task(${JSON.stringify(name)}).on(${JSON.stringify(state)})`, [handler])
        world.register({
          source: 'event',
          name: lifecycleName(name, state),
          timeout: undefined,
          handler: (event: HandedEvent<object>, context: never) => given.handler({ ...event, ...event.body } as never, context),
        })
      },
    }
    return task
  }

  return Object.assign(define, {
    status: async (id: string) =>
      look(world, () => {
        const status = runs.get(id)
        return status !== undefined && isKept(status, world.now()) ? { ...status } : undefined
      }),
  })
}

function lifecycleName(name: string, state: string): string {
  return `task-lifecycle:${name.replace(/\s/g, '-')}:${state}`
}

function failureOf({ runs }: Attempt): Pick<TaskStatus, 'errorMessage' | 'errorStack'> {
  const error = runs.find(({ error: found }) => found !== null)?.error
  return { errorMessage: error?.message ?? 'failed', errorStack: error?.stack ?? '' }
}

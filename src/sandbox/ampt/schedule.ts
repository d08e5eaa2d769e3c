import { readCron, readRate, type Recurrence } from '../../contract/recurrence'
import { readHandlerArguments } from './handlerArguments'
import type { Task, TaskFactory } from './task'
import { withUnsimulated } from './unsimulated'
import type { HandedEvent, World } from './world'

export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
}

interface ScheduleMethods {
  every(expression: string, ...args: unknown[]): null
  rate(expression: string, ...args: unknown[]): null
  cron(expression: string, ...args: unknown[]): null
  task(...args: unknown[]): unknown
  at(date: unknown, payload?: unknown): Promise<unknown>
}

/** `schedule` of `@ampt/sdk`, `schedule(name).every(…)`, and of `@serverless/cloud`, `schedule.every(…)`. */
export type ScheduleFactory = ((name?: string) => ScheduleMethods) & ScheduleMethods

/** What `schedule().task` makes of a task's event for its own handlers (SDK 1.0.20). */
interface TaskEvent extends HandedEvent {
  readonly target: string
}

const MAX_NAME_LENGTH = 64
/** In SDK 1.0.20 the 20th throws. */
const MAX_SCHEDULES = 20

/** Counts schedules, those of `task().every` and `task().cron` too, and says what is assumed of them; the result throws where the SDK takes no more. */
export function limitSchedules(world: World): (recurrence: Recurrence) => void {
  let count = 0
  return ({ assumption }) => {
    if (assumption !== undefined) world.note(assumption)
    if (count >= MAX_SCHEDULES - 1) {
      const refusal = `Maximum number of schedules (${MAX_SCHEDULES}) exceeded`
      if (world.contract === 'sdk') throw new ScheduleError(refusal)
      world.note(`On @ampt/sdk 1.0.20 the ${MAX_SCHEDULES}th schedule or recurring task throws as the app is loaded: ${refusal}.`)
    }
    count++
  }
}

/** `schedule` of `@ampt/sdk`: handlers that the clock calls, in a run with a given end. */
export function createSchedule(world: World, task: TaskFactory, claim: (recurrence: Recurrence) => void): ScheduleFactory {
  const names = new Set<string>()
  let unnamedTasks = 0
  const shownTimes = new Map<string, number>()

  /** Several schedules may have one expression, and one name several of them. */
  const unusedName = (name: string): string => {
    const times = (shownTimes.get(name) ?? 0) + 1
    shownTimes.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  }

  const methodsOf = (name: string | undefined): ScheduleMethods => {
    let target: Task | undefined
    const add = (expression: string, recurrence: Recurrence | { readonly error: string }, args: readonly unknown[]): null => {
      if ('error' in recurrence) throw new ScheduleError(`[${name}] Invalid schedule expression: ${expression}. ${recurrence.error}`)
      const { handler, timeout } = readHandlerArguments(`schedule ${expression}`, args)
      claim(recurrence)
      if (name !== undefined) names.add(name)
      const shown = unusedName(name ?? expression)
      world.register({
        source: 'schedule',
        name: shown,
        timeout,
        handler: ({ id, name: of, time, delay, attempt }: HandedEvent, context: never) =>
          handler({ id, name: of, time, delay, attempt } as never, context),
      })
      world.recur(`schedule "${shown}"`, recurrence, () => world.occur({ source: 'schedule', name: shown, body: null }))
      return null
    }
    const rate = (expression: string, ...args: unknown[]): null => add(`rate(${expression})`, readRate(expression, world.now()), args)
    const methods: ScheduleMethods = {
      every: rate,
      rate,
      cron: (expression, ...args) => add(`cron(${expression})`, readCron(expression), args),
      task(...args) {
        const { handler, config } = readHandlerArguments('schedule().task', args)
        const run = ({ target: to, id, name: of, body, time, delay }: TaskEvent, context: never): unknown =>
          handler(
            {
              ...{ target: to, id, name: of, time, ...(delay && { delay }) },
              body: { source: 'schedule-task', name: of, date: time, payload: body },
            } as never,
            context,
          )
        target = task(name ?? `task-${unnamedTasks++}`, config, run)
        return undefined
      },
      async at(date, payload) {
        if (target === undefined) throw new ScheduleError('at() must be called after task()')
        return target.run(date, payload)
      },
    }
    return withUnsimulated(world, 'a schedule', methods, ['parseExpression', 'use', 'validate'])
  }

  const factory = (name?: string): ScheduleMethods => {
    if (name && name.length > MAX_NAME_LENGTH) throw new ScheduleError('Schedule name must be 64 characters or less')
    if (name && names.has(name)) throw new ScheduleError(`Schedule name must be unique. "${name}" is already in use.`)
    return methodsOf(name)
  }
  return Object.assign(factory, methodsOf(undefined))
}

/** The same for `@ampt/sdk`: what is called without a name works, and is said to be missing there. */
export function tellUnnamed(world: World, schedule: ScheduleFactory): ScheduleFactory {
  const tell = (name: string): void =>
    world.note(`schedule.${name} is a form of @serverless/cloud, which @ampt/sdk 1.0.20 does not have: write schedule(name).${name}.`)
  return new Proxy(schedule, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(target, key) && typeof target[key as keyof ScheduleMethods] === 'function') tell(key)
      return Reflect.get(target, key) as unknown
    },
  })
}

import { readHandlerArguments } from './handlerArguments'
import type { Task, TaskFactory } from './task'
import type { World } from './world'

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

const MAX_NAME_LENGTH = 64
/** In SDK 1.0.20 the 20th throws. */
const MAX_SCHEDULES = 20

/** `schedule` of `@ampt/sdk`. Calls are checked as the SDK does; handlers are not called yet, which the run's notes say. */
export function createSchedule(world: World, task: TaskFactory): ScheduleFactory {
  const names = new Set<string>()
  let count = 0
  let unnamedTasks = 0

  const methodsOf = (name: string | undefined): ScheduleMethods => {
    let target: Task | undefined
    const add = (expression: string, args: readonly unknown[]): null => {
      if (world.contract === 'sdk' && count >= MAX_SCHEDULES - 1) {
        throw new ScheduleError(`Maximum number of schedules (${MAX_SCHEDULES}) exceeded`)
      }
      if (expression.startsWith('rate') && !/minute|hour|day/.test(expression)) {
        throw new ScheduleError(`[${name}] Invalid schedule expression: ${expression}`)
      }
      readHandlerArguments(`schedule ${expression}`, args)
      count++
      if (name !== undefined) names.add(name)
      world.note(`schedule ${expression}: recurring sources are not simulated yet.`)
      return null
    }
    const rate = (expression: string, ...args: unknown[]): null => add(`rate(${expression})`, args)
    return {
      every: rate,
      rate,
      cron: (expression, ...args) => add(`cron(${expression})`, args),
      task(...args) {
        target = task(name ?? `task-${unnamedTasks++}`, ...args)
        return undefined
      },
      async at(date, payload) {
        if (target === undefined) throw new ScheduleError('at() must be called after task()')
        return target.run(date, payload)
      },
    }
  }

  const factory = (name?: string): ScheduleMethods => {
    if (name && name.length > MAX_NAME_LENGTH) throw new ScheduleError('Schedule name must be 64 characters or less')
    if (name && names.has(name)) throw new ScheduleError(`Schedule name must be unique. "${name}" is already in use.`)
    return methodsOf(name)
  }
  return Object.assign(factory, methodsOf(undefined))
}

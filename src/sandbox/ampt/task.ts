import type { Json } from '../../model/json'
import { readHandlerArguments } from './handlerArguments'
import { operate } from './operation'
import type { World } from './world'

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

/** `task` of `@ampt/sdk`. A run is recorded, and its handler not called: the run's notes say so. */
export function createTask(world: World): TaskFactory {
  const names = new Set<string>()
  const runs = new Map<string, object>()

  const define = (name: string, ...args: unknown[]): Task => {
    if (name.length > MAX_NAME_LENGTH) throw new Error('Task name must be 64 characters or less')
    if (!args[0] && !args[1]) throw new Error('Task handler is required')
    if (names.has(name)) throw new Error(`Task ${name} already exists`)
    readHandlerArguments(`task(${JSON.stringify(name)})`, args)
    names.add(name)

    const recur = (): Task => {
      world.note(`task "${name}": recurring sources are not simulated yet.`)
      return task
    }
    const task: Task = {
      // A single argument is the body, also when it looks like a time (SDK 1.0.20).
      async run(first, second) {
        const [after, body] = second === undefined ? [undefined, first] : [first, second]
        const sent = JSON.parse(JSON.stringify({ after, body })) as Json
        world.note(`task "${name}" is not run yet: its handler is not called.`)
        return operate(world, () => {
          const id = `task-${runs.size + 1}`
          runs.set(id, { id, name, state: 'submitted', createdAt: world.now(), submittedAt: world.now() })
          world.effect({ kind: 'task.run', target: name, value: sent })
          return { id }
        })
      },
      every: recur,
      cron: recur,
      on: () => world.note(`task "${name}": lifecycle events are not simulated yet.`),
    }
    return task
  }

  return Object.assign(define, {
    status: async (id: string) => operate(world, () => (runs.has(id) ? { ...runs.get(id) } : undefined)),
  })
}

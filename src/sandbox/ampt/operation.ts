import type { World } from './world'

/**
 * Runs an operation of a stand-in in its turn (see `World.complete`). What it throws was made on the engine's stack, which says
 * nothing to the app's author: here, the stack leads back through the awaits of the app's code.
 */
export async function operate<T>(world: World, operation: () => T, isRead = false): Promise<T> {
  try {
    return await world.complete(operation, isRead)
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  }
}

/** The same for an operation that only reads. */
export function look<T>(world: World, operation: () => T): Promise<T> {
  return operate(world, operation, true)
}

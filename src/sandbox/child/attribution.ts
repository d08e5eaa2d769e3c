import { createHook, executionAsyncResource } from 'node:async_hooks'
import { promiseHooks } from 'node:v8'
import type { Execution } from '../../simulator/execution'

export type WorkAttribution = ReturnType<typeof createAttribution>

/**
 * Knows whose work all asynchronous work is: of whose code made it.
 *
 * Does what `AsyncLocalStorage` does, for which Node gives each promise an identifier and keeps a stack of them: that takes a fifth of an attempt. So
 * V8 tells us of promises alone, and the owner is kept in a field that is in nothing that the app logs. Where that is refused, as in the hardened mode,
 * and from when an `AsyncLocalStorage` of the app has Node take promises back, they are pieces of work like others.
 */
export function createAttribution() {
  const here = executionAsyncResource
  const { ownerOf, give } = Owned
  return {
    /** Whose code runs. */
    current: (): Execution | null => ownerOf(here()) ?? null,
    enter: (execution: Execution | undefined): void => give(here(), execution),
    /** Runs code on behalf of another. */
    run<T>(execution: Execution | undefined, code: () => T): T {
      const resource = here()
      const before = ownerOf(resource)
      give(resource, execution)
      try {
        return code()
      } finally {
        give(resource, before)
      }
    },
    /** Whose work something is, such as a promise. */
    ownerOf,
    /** Begins to follow all work. `onMade` is told of pieces as they are made, but promises mostly; `onRun` of each, promises too, before it goes on. */
    follow(onMade: (type: string, work: object) => void, onRun: () => void): void {
      const inherit = (work: object): void => {
        const owner = ownerOf(here())
        if (owner !== undefined) give(work, owner)
      }
      const hook = {
        init(_id: number, type: string, _trigger: number, work: object): void {
          inherit(work)
          onMade(type, work)
        },
        before: onRun,
        // Newer versions of Node can leave promises out; the others know no such option.
        trackPromises: false,
      }
      createHook(hook).enable()
      const before = (promise: object): void => {
        onRun()
        give(here(), ownerOf(promise))
      }
      const after = (): void => give(here(), undefined)
      if (Object.getOwnPropertySymbols(Promise.resolve()).length === 0) promiseHooks.createHook({ init: inherit, before, after })
      else hooksOfNode()?.setPromiseHooks(inherit, before, after)
    },
  }
}

/** Where older versions of Node tell V8 which functions are to be told when a promise is made, goes on, and has gone on; not documented. */
function hooksOfNode(): { setPromiseHooks(...hooks: ((promise: object) => void)[]): void } | null {
  try {
    return (process as unknown as { binding(name: string): ReturnType<typeof hooksOfNode> }).binding('async_wrap')
  } catch {
    return null
  }
}

/** Is the object that it is made of, to which a subclass adds a field. */
class Given {
  constructor(work: object) {
    return work
  }
}

/** Work with its owner. */
class Owned extends Given {
  #owner: Execution | undefined

  private constructor(work: object, owner: Execution | undefined) {
    super(work)
    this.#owner = owner
  }

  static readonly ownerOf = (work: object): Execution | undefined => (#owner in work ? work.#owner : undefined)

  static readonly give = (work: object, owner: Execution | undefined): void => {
    if (#owner in work) work.#owner = owner
    else if (owner !== undefined) new Owned(work, owner)
  }
}

import type { Trace } from '../../model/trace'
import { createBundler, type Bundler } from './bundle'
import { startChild, type Child, type ChildKind } from './childProcess'
import { simulateFrom, type SimulateRequest } from './simulate'

/** Runs one after the other, of which each leaves the next one a start. */
export interface ReadySimulate {
  /** As `simulate`. */
  simulate(request: SimulateRequest): Promise<Trace>
  /** Ends what was kept ready. */
  dispose(): void
}

/** Nobody waits for a run that has not come after this, in ms. */
const KEPT_MS = 5 * 60_000

/**
 * Keeps, after a run, a child process started for the next one of its kind, and what the bundler knows of the app. The process has
 * loaded nothing of the workspace before it is asked to run. `dist` as for `simulate`.
 */
export function createReadySimulate(dist: string): ReadySimulate {
  let ready: { readonly key: string; readonly child: Child; readonly timer: NodeJS.Timeout } | null = null
  let bundlerOf: { readonly key: string; readonly bundler: Bundler } | null = null
  let isDisposed = false

  function drop(): void {
    if (ready === null) return
    clearTimeout(ready.timer)
    void ready.child.discard()
    ready = null
  }

  function keep(kind: ChildKind): void {
    drop()
    if (isDisposed) return
    const child = startChild(dist, kind)
    const own = (ready = { key: JSON.stringify(kind), child, timer: setTimeout(drop, KEPT_MS).unref() })
    // One that ends by itself is no start for anyone.
    const forget = (): void => {
      if (ready === own) drop()
    }
    child.ended.then(forget, forget)
  }

  function take(kind: ChildKind): Child {
    if (ready?.key !== JSON.stringify(kind)) return startChild(dist, kind)
    const { child, timer } = ready
    clearTimeout(timer)
    ready = null
    return child
  }

  function dropBundler(): void {
    void bundlerOf?.bundler.dispose()
    bundlerOf = null
  }

  return {
    async simulate(request) {
      let kind: ChildKind | null = null
      try {
        return await simulateFrom(request, {
          child: (asked) => take((kind = asked)),
          bundle(folder, entry, stubs, late) {
            const key = JSON.stringify([folder, entry, stubs])
            if (bundlerOf?.key !== key) {
              dropBundler()
              bundlerOf = { key, bundler: createBundler(folder, entry, stubs) }
            }
            return bundlerOf.bundler.bundle(late)
          },
        })
      } finally {
        if (kind !== null) keep(kind)
      }
    },
    dispose() {
      isDisposed = true
      drop()
      dropBundler()
    },
  }
}

import type * as vscode from 'vscode'
import type { GraphModule } from './graphModule'

/**
 * The same graphs, whose changes are told to one listener in each turn of the event loop. With thousands of calls each takes some
 * milliseconds; one after the other in the same turn they would hold up the other extensions.
 */
export function tellInTurns(vs: typeof vscode, graphs: GraphModule): GraphModule {
  /** One for each listener: an emitter catches what its listener throws. */
  const emitters = new Set<vscode.EventEmitter<void>>()
  let round = 0
  let told = Promise.resolve()

  async function tell(): Promise<void> {
    const own = ++round
    for (const emitter of [...emitters]) {
      await new Promise((turn) => setImmediate(turn))
      // A later change tells them all again.
      if (own !== round) return
      if (emitters.has(emitter)) emitter.fire()
    }
  }

  const listener = graphs.onDidChange(() => {
    told = tell()
  })
  return {
    get graphs() {
      return graphs.graphs
    },
    get problem() {
      return graphs.problem
    },
    onDidChange: (listen, thisArgument, disposables) => {
      const emitter = new vs.EventEmitter<void>()
      emitters.add(emitter)
      emitter.event(listen, thisArgument)
      const ended = new vs.Disposable(() => {
        emitters.delete(emitter)
        emitter.dispose()
      })
      disposables?.push(ended)
      return ended
    },
    refresh: async () => {
      await graphs.refresh()
      await told
    },
    dispose: () => {
      listener.dispose()
      emitters.clear()
      graphs.dispose()
    },
  }
}

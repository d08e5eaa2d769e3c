import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import type * as vscode from 'vscode'
import type { GraphModule } from '../../../../src/host/graphs/graphModule'
import { tellInTurns } from '../../../../src/host/graphs/tellInTurns'

describe('a change of the graphs', () => {
  it('is told to one listener in each turn of the event loop, before a refresh is over', async () => {
    const { graphs, told } = listening('a', 'b')
    const turns: string[] = []
    const each = (): void => {
      turns.push(told.join(''))
      if (told.length < 2) setImmediate(each)
    }
    setImmediate(each)
    await graphs.refresh()
    assert.deepEqual(told, ['a', 'b'])
    assert.ok(turns.includes('a'), `between the two there was a turn: ${turns.join(', ')}`)
  })

  it('is not told to who stopped listening, and a later one is told to all', async () => {
    const { graphs, told, ends } = listening('a', 'b')
    ends[0]!.dispose()
    await Promise.all([graphs.refresh(), graphs.refresh()])
    assert.deepEqual(told, ['b'])
  })
})

function listening(...names: readonly string[]) {
  const inner = emitterOf()
  const graphs = tellInTurns(vs, {
    graphs: [],
    problem: null,
    onDidChange: inner.event,
    refresh: () => {
      inner.fire()
      return Promise.resolve()
    },
    dispose: () => undefined,
  } satisfies GraphModule)
  const told: string[] = []
  const ends = names.map((name) => graphs.onDidChange(() => told.push(name)))
  return { graphs, told, ends }
}

/** As much of VS Code's emitter as is asked for. */
function emitterOf(): vscode.EventEmitter<void> {
  const emitter = new EventEmitter()
  return {
    event: (listen) => {
      const call = (): unknown => listen()
      emitter.on('change', call)
      return { dispose: () => emitter.off('change', call) }
    },
    fire: () => void emitter.emit('change'),
    dispose: () => emitter.removeAllListeners(),
  }
}

const vs = {
  EventEmitter: function () {
    return emitterOf()
  },
  Disposable: class {
    constructor(readonly dispose: () => void) {}
  },
} as unknown as typeof vscode

import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createFolderIndex } from '../../../src/graph/folderIndex'
import { inWorkspace } from './inWorkspace'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** A file whose tree takes some megabytes, which calls a function of another file, and has one that nobody calls. */
const caller = `import { send } from './send'\nsend('order.placed')\nexport const pass = (name: string) => send(name)\n${'export const f = (n: number) => [n + 1, n * 2]\n'.repeat(1_500)}`
const files = {
  'package.json': '{}',
  'send.ts': "import { events } from '@ampt/sdk'\nexport const send = (name: string) => events.publish(name, {})\n",
  'caller.ts': caller,
}

describe('the memory of an index', () => {
  it('holds nothing of what a file was before an edit', () =>
    inWorkspace(files, async (folder) => {
      const index = createFolderIndex(folder)
      const heapAfter = async (edits: readonly number[]): Promise<number> => {
        for (const lines of edits) {
          const text = '\n'.repeat(lines) + caller
          assert.equal(index.read({ overlays: new Map([['caller.ts', text]]), files: [] }).events.length, 1)
          await setImmediate()
        }
        collectGarbage()
        return process.memoryUsage().heapUsed
      }
      const without = await heapAfter([])
      const one = await heapAfter([0])
      const many = await heapAfter(Array.from({ length: 24 }, (_, edit) => edit % 5))
      const trees = (many - one) / (one - without)
      assert.ok(trees < 2, `${trees.toFixed(1)} trees more`)
    }))
})

import assert from 'node:assert/strict'
import { createSourceReader } from '../../../../src/graph/files/sourceReader'
import { inWorkspace } from '../inWorkspace'

describe('sourceReader', () => {
  it('reports a file that is gone since it was listed', async () => {
    await inWorkspace({}, (folder) => {
      const reader = createSourceReader(folder, () => undefined)
      assert.equal(reader.bytes('gone.ts'), null)
      assert.deepEqual(
        [...reader.problems.values()],
        [{ file: 'gone.ts', line: 1, column: 1, message: 'The file cannot be read (ENOENT).' }],
      )
    })
  })

  it('reads nothing of the file before into a shorter one', async () => {
    await inWorkspace({ 'long.ts': 'x'.repeat(100), 'short.ts': 'y' }, (folder) => {
      const reader = createSourceReader(folder, () => undefined)
      assert.deepEqual([reader.text('long.ts')?.length, reader.text('short.ts')], [100, 'y'])
    })
  })
})

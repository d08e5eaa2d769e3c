import assert from 'node:assert/strict'
import { createScanApart } from '../../../../src/graph/files/scanApart'
import { inWorkspace } from '../inWorkspace'

describe('scanApart', () => {
  it('fails with what the taker of a scan throws', () =>
    inWorkspace({ 'worker.js': `require('node:worker_threads').parentPort.postMessage('[{}]')` }, async (folder) => {
      const scanApart = createScanApart(`${folder}/worker.js`)
      const taken = scanApart({ root: folder, files: ['a.ts'] }, (file) => {
        throw new Error(`cannot take ${file}`)
      })
      await assert.rejects(taken, /cannot take a\.ts/)
    }))
})

import assert from 'node:assert/strict'
import { UserError } from '../../../../src/model/userError'
import { makeScratch } from '../../../../src/sandbox/client/scratch'

describe('the folder of a run', () => {
  it('says what to do where none can be made', () => {
    const { TMPDIR } = process.env
    process.env['TMPDIR'] = '/nowhere'
    try {
      assert.throws(makeScratch, (error) => error instanceof UserError && /: ENOENT.* Make room there, or name another/.test(error.message))
    } finally {
      if (TMPDIR === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = TMPDIR
    }
  })
})

import assert from 'node:assert/strict'
import { createErrorDescriptions } from '../../../../src/sandbox/child/errorDescriptions'

describe('what a run tells of an error', () => {
  const messageOf = (syscall: string): string =>
    createErrorDescriptions()(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall })).message

  it('says of a full disk which that is, which the app does not know', () => {
    assert.match(messageOf('write'), /^ENOSPC: no space left on device: .* folder of temporary files .* TMPDIR$/)
    assert.match(messageOf('copyfile'), /TMPDIR$/)
  })

  it('says of too many watches nothing of a disk', () => assert.doesNotMatch(messageOf('watch'), /TMPDIR/))
})

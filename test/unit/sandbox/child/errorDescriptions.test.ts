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

  it('tells no cause in the words of what follows from it, but what that follows from', () => {
    const root = new TypeError('root')
    const cause = new Error('denied', { cause: root })
    const error = new Error('failed', { cause: new Error('denied', { cause }) })
    const { causes } = createErrorDescriptions()(error)
    assert.deepEqual(
      causes!.map((one) => one.replace(/ \(.*/, '')),
      ['Error: denied', 'TypeError: root'],
    )
  })
})

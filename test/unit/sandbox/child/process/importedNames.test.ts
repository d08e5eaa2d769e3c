import assert from 'node:assert/strict'
import { importedNames } from '../../../../../src/sandbox/child/process/importedNames'
import { elfFile } from '../../../../support/elfFile'

describe('the names that a native add-on imports', () => {
  it('are those of its symbols for loading that it does not define itself', () => {
    assert.deepEqual(importedNames(elfFile(['connect', 'napi_create_function'], ['reconnect', 'sendto'])), [
      'connect',
      'napi_create_function',
    ])
  })

  it('are all its texts in another format than that of Linux', () => {
    const names = importedNames(Buffer.from('\xcf\xfa\xed\xfe\0_connect\0two words\0WS2_32.dll\0', 'latin1'))
    assert.deepEqual(names, ['_connect', 'WS2_32.dll'])
  })

  it('are all its texts where it is of 32 bits, or its table of sections is cut off', () => {
    const [narrow, short] = [elfFile(['connect']), elfFile(['connect'])]
    narrow[4] = 1
    for (const file of [narrow, short.subarray(0, -100)]) assert.ok(importedNames(file).includes('connect'))
  })
})

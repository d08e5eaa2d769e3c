import assert from 'node:assert/strict'
import { showAddress } from '../../../../src/host/language/showAddress'

describe('the address that shows an event', () => {
  it('carries the name whatever is in it, and nothing that would end a link', () => {
    for (const event of ['a', 'a) [x](command:evil)', '"quoted" & <b>', 'a\nb', '100%']) {
      const address = showAddress('graph', { event, folder: null })
      assert.doesNotMatch(address, /[()<>\s]/)
      const [command, argument] = address.split('?')
      assert.equal(command, 'command:amptEvents.focusInGraph')
      assert.deepEqual(JSON.parse(decodeURIComponent(argument!)), [{ event, folder: null }])
    }
  })
})

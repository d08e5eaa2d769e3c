import assert from 'node:assert/strict'
import { fixed, lintsOf, messagesOf } from './lintsOf'

const on = (timeout: string): string => `events.on('a', { timeout: ${timeout} }, () => {})`

describe('the lints of timeouts', () => {
  it('say that more than 60 s are cut, and clamp', async () => {
    assert.deepEqual(await lintsOf(on('29 * 60 * 1000')), ['timeout-over-maximum: 29 * 60 * 1000'])
    assert.deepEqual(await messagesOf(on('60000 * 5'), 'timeout-over-maximum'), [
      'A handler of an event has at most 1 min: 5 min are cut to that. For longer work start a task.',
    ])
    assert.equal(await fixed(on('60000 * 5'), 'timeout-over-maximum'), on('60000'))
    assert.equal(await fixed(`const long = 300000\n${on('long')}`, 'timeout-over-maximum'), `const long = 300000\n${on('60000')}`)
  })

  it('leave an object whole that takes the timeout from a variable of that name', async () => {
    const shorthand = (option: string): string => `const timeout = 300000\nevents.on('a', { ${option} }, () => {})`
    assert.equal(await fixed(shorthand('timeout'), 'timeout-over-maximum'), shorthand('timeout: 60000'))
  })

  it('stand where a caller of a wrapper writes the value', async () => {
    const wrapper = 'const listen = (name: string, timeout: number, run: any) => events.on(name, { timeout }, run)\n'
    const text = (timeout: string): string => `${wrapper}listen('a', ${timeout}, () => {}); listen('b', 6000, () => {})`
    assert.equal(await fixed(text('300000'), 'timeout-over-maximum'), text('60000'))
  })

  it('say that less than 5 s have no effect', async () => {
    assert.deepEqual(await lintsOf(on('100')), ['timeout-below-floor: 100'])
    assert.equal(await fixed(on('100'), 'timeout-below-floor'), on('5000'))
  })

  it('say that a text is no timeout, and write its ms', async () => {
    assert.equal(await fixed(on("'30 seconds'"), 'timeout-invalid'), on('30000'))
    assert.equal(await fixed(on("'5 minutes'"), 'timeout-invalid'), on('60000'))
  })

  it('say that NaN is no timeout', async () => {
    assert.deepEqual(await lintsOf(on('NaN')), ['timeout-invalid: NaN'])
  })

  it('are silent from 5 to 60 s, on what is unknown, and on other functions', async () => {
    for (const timeout of ['5000', '60000', '60 * 1000', 'x', 'config.timeout', 'undefined'])
      assert.deepEqual(await lintsOf(on(timeout)), [], timeout)
    assert.deepEqual(await lintsOf("events.on('a', options, () => {})"), [])
    assert.deepEqual(await lintsOf("data.on('created', { timeout: 300000 }, () => {})"), [])
    assert.deepEqual(await lintsOf("task('t', { timeout: 300000 }, () => {})"), [])
  })
})

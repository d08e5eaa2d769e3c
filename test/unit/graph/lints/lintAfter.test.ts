import assert from 'node:assert/strict'
import { fixed, lintsOf, messagesOf } from './lintsOf'

const publish = (after: string): string => `events.publish('a', { after: ${after} }, {})`
const lintsAfter = (after: string): Promise<string[]> => lintsOf(publish(after))

describe('the lints of after', () => {
  it('name a time that Ampt does not read, say what each side makes of it, and mend it in its own quotes', async () => {
    assert.deepEqual(await lintsAfter("'10 mins'"), ["after-invalid: '10 mins'"])
    assert.equal(await fixed(publish("'10 mins'"), 'after-invalid'), publish("'10 minutes'"))
    assert.equal(await fixed(publish('"1day"'), 'after-invalid'), publish('"1 day"'))
    assert.equal(await fixed(publish("'3600000'"), 'after-invalid'), publish('3600000'))
    assert.deepEqual(await messagesOf(publish("'1 hour 30 minutes'"), 'after-invalid'), [
      '"1 hour 30 minutes" is no time that Ampt reads: by the documentation the publish fails, @ampt/sdk 1.0.20 waits 1 h. Did you mean "90 minutes"?',
    ])
    assert.deepEqual(await lintsAfter('null'), ['after-invalid: null'])
    assert.deepEqual(await lintsAfter("'2026-06-01T10:00'"), ["after-invalid: '2026-06-01T10:00'"])
  })

  it('name a number that is none, and a date that is none', async () => {
    for (const after of ['NaN', 'Infinity', "new Date('nope')"]) assert.deepEqual(await lintsAfter(after), [`after-invalid: ${after}`])
  })

  it('stand at the branch that is wrong', async () => {
    assert.deepEqual(await lintsAfter("soon() ? '10 mins' : '1 day'"), ["after-invalid: '10 mins'"])
    assert.deepEqual(await lintsAfter("wait() ?? '10 mins'"), ["after-invalid: '10 mins'"])
  })

  it('see through constants, but leave their text to their author', async () => {
    const text = `const delay = '10 mins'\n${publish('delay')}`
    assert.deepEqual(await lintsOf(text), ['after-invalid: delay'])
    await assert.rejects(fixed(text, 'after-invalid'), /no fix/)
  })

  it('stand where a caller of a wrapper writes the value', async () => {
    const text = `function later(name: string, after: string) { return events.publish(name, { after }, {}) }
later('a', '10 mins')
later('b', '1 day')`
    assert.deepEqual(await lintsOf(text), ["after-invalid: '10 mins'"])
    assert.match(await fixed(text, 'after-invalid'), /later\('a', '10 minutes'\)\nlater\('b', '1 day'\)/)
    const byNumber = (after: string): string => text.replace("'10 mins'", after)
    for (const number of ['-5', '400 * 24 * 60 * 60 * 1000']) assert.equal((await lintsOf(byNumber(number)))[0]?.split(': ')[1], number)
    assert.deepEqual(await lintsOf(byNumber('soon() ? 0 : 1000')), ['after-not-positive: 0'])
    const byPart = `const later = (name, body, { delay: after }) => events.publish(name, { after }, body)\nlater('a', {}, { delay: 0 })`
    assert.deepEqual(await lintsOf(byPart), ['after-not-positive: 0'])
    await assert.rejects(fixed(byNumber('0'), 'after-not-positive'), /no fix/)
    const byOptions = `const later = (name, body, options) => events.publish(name, { after: options.delay }, body)
later('a', {}, { delay: '10 mins' })`
    assert.deepEqual(await lintsOf(byOptions), ["after-invalid: '10 mins'"])
    const byDefault = byOptions.replace('options)', 'options = {})').replace("'10 mins'", '-5')
    assert.deepEqual(await lintsOf(byDefault), ['after-not-positive: -5'])
  })

  it('name what is not ahead: zero, less, and moments in the past', async () => {
    assert.deepEqual(await lintsAfter('0'), ['after-not-positive: 0'])
    assert.deepEqual(await lintsAfter('-5 * 60'), ['after-not-positive: -5 * 60'])
    assert.deepEqual(await lintsAfter("'0 days'"), ["after-not-positive: '0 days'"])
    assert.deepEqual(await lintsAfter("'2026-01-14T00:00:00Z'"), ["after-not-positive: '2026-01-14T00:00:00Z'"])
    assert.deepEqual(await lintsAfter("new Date('2020-02-02')"), ["after-not-positive: new Date('2020-02-02')"])
    assert.deepEqual(await lintsAfter('new Date(2020, 1, 2)'), ['after-not-positive: new Date(2020, 1, 2)'])
    assert.equal(await fixed(publish('0'), 'after-not-positive'), "events.publish('a', {})")
  })

  it('name what is more than a year ahead, as a span and as a moment', async () => {
    assert.deepEqual(await lintsAfter("'13 months'"), ["after-over-a-year: '13 months'"])
    assert.deepEqual(await lintsAfter('400 * 24 * 60 * 60 * 1000'), ['after-over-a-year: 400 * 24 * 60 * 60 * 1000'])
    assert.deepEqual(await lintsAfter("'2027-01-16T00:00:00Z'"), ["after-over-a-year: '2027-01-16T00:00:00Z'"])
    assert.match((await messagesOf(publish("'366 days'"), 'after-over-a-year'))[0]!, /where no February 29 lies between/)
  })

  it('say both where documentation and SDK differ, and offer what is the same to both', async () => {
    assert.deepEqual(await messagesOf(publish("'1.5 hours'"), 'after-sdk-differs'), [
      'By the documentation "1.5 hours" waits 1 h 30 min, @ampt/sdk 1.0.20 waits 1 h: it reads whole numbers only. "90 minutes" means the same to both.',
    ])
    assert.equal(await fixed(publish("'1.5 hours'"), 'after-sdk-differs'), publish("'90 minutes'"))
    assert.match((await messagesOf(publish("'0.5 hours'"), 'after-sdk-differs'))[0]!, /@ampt\/sdk 1.0.20 delivers at once/)
    assert.match((await messagesOf(publish("'1 year'"), 'after-sdk-differs'))[0]!, /allows 365 days/)
  })

  it('are silent on what is right', async () => {
    const right = ["'1 day'", "'1 seconds'", "'1 minute'", '5000', '60 * 60 * 1000', "'12 weeks'", "'11 months'", "'365 days'"]
    for (const after of [...right, "'2026-01-16T00:00:00Z'", "new Date('2026-06-01')", '1780000000000', 'undefined']) {
      assert.deepEqual(await lintsAfter(after), [], after)
    }
  })

  it('judge the delay of a run of a task alike, in its own words, wherever the task is run', async () => {
    const files = (after: string) => ({
      'jobs.ts': "import { task } from '@ampt/sdk'\nexport const sweep = task('sweep', () => {})",
      'index.ts': `import { sweep } from './jobs'\nsweep.run(${after}, {})\nsweep.run(...later, {})`,
    })
    assert.deepEqual(await lintsOf(files("'10 mins'")), ["after-invalid: '10 mins'"])
    assert.deepEqual(await messagesOf(files("'10 mins'"), 'after-invalid'), [
      '"10 mins" is no time that Ampt reads: the run fails. Did you mean "10 minutes"?',
    ])
    assert.deepEqual(await messagesOf(files('0'), 'after-not-positive'), [
      'An "after" of 0 is not greater than zero: by the documentation the run fails, @ampt/sdk 1.0.20 starts it at once. Write run(body) to start it at once.',
    ])
    for (const right of ["'10 minutes'", 'delay', 'undefined']) assert.deepEqual(await lintsOf(files(right)), [], right)
  })

  it('are silent where anything is unknown', async () => {
    const unknown = [
      'x',
      'config.delay',
      'Math.floor(Math.random() * 1000)',
      'Date.now() + 5',
      'new Date(x)',
      '`${n} mins`',
      'i * 50',
      'x || y',
    ]
    for (const after of unknown) assert.deepEqual(await lintsAfter(after), [], after)
    assert.deepEqual(await lintsOf(`let delay = 0\nif (late) delay = 5000\n${publish('delay')}`), [])
    assert.deepEqual(await lintsOf(`const config = { delay: 0 }\nconfig.delay = 500\n${publish('config.delay')}`), [])
    assert.deepEqual(await lintsOf(`export function later(after = 0) { return ${publish('after')} }`), [])
    assert.deepEqual(await lintsOf("events.publish('a', { after: '10 mins', ...more }, {})"), [])
    assert.deepEqual(await lintsOf("events.publish('a', ...args)"), [])
  })
})

import assert from 'node:assert/strict'
import { fixed, lintsOf, messagesOf } from './lintsOf'

describe('the lints of a task that is run', () => {
  it('name a delay that is its only argument, which is the body, and put a body behind it', async () => {
    const text = (args: string): string => `const sweep = task('sweep', () => {})\nsweep.run(${args})`
    assert.deepEqual(await lintsOf(text("'1 hour'")), ["run-delay-as-body: '1 hour'"])
    assert.equal(await fixed(text("'1 hour'"), 'run-delay-as-body'), text("'1 hour', {}"))
    for (const body of ['3600', "'nightly'", "'2030-01-01T00:00:00Z'", "'1 hour', {}", ''])
      assert.deepEqual(await lintsOf(text(body)), [], body)
  })
})

describe('the lint publish-options-as-body', () => {
  it('fires where options are all that follows the name, and adds the body', async () => {
    assert.deepEqual(await lintsOf("events.publish('a', { after: '1 day' })"), ["publish-options-as-body: { after: '1 day' }"])
    assert.equal(
      await fixed("events.publish('a', { after: '1 day' })", 'publish-options-as-body'),
      "events.publish('a', { after: '1 day' }, {})",
    )
    assert.deepEqual(await lintsOf("const later = { after: 5000 }\nevents.publish('a', later)"), ['publish-options-as-body: later'])
    assert.deepEqual(await lintsOf("events.publish('a', { after: '10 mins' })"), ["publish-options-as-body: { after: '10 mins' }"])
  })

  it('fires where the time is computed, or called a delay', async () => {
    for (const after of [
      'delay',
      'process.env.DELAY',
      'retry.backoffMs',
      'Date.now() + 1000',
      'new Date(Date.now() + 1000)',
      '`${minutes} minutes`',
    ]) {
      assert.equal((await lintsOf(`events.publish('a', { after: ${after} })`))[0], `publish-options-as-body: { after: ${after} }`)
    }
  })

  it('fires where the options stand behind the body, and puts them in the middle', async () => {
    const text = "events.publish('a', { id: 1 }, { after: '1 day' })"
    assert.deepEqual(await lintsOf(text), ["publish-options-as-body: { after: '1 day' }"])
    assert.equal(await fixed(text, 'publish-options-as-body'), "events.publish('a', { after: '1 day' }, { id: 1 })")
    assert.deepEqual(await lintsOf("events.publish('a', order, { after: '1 day' })"), ["publish-options-as-body: { after: '1 day' }"])
  })

  it('is silent where what stands before is, or may be, the options', async () => {
    for (const args of ["{ after: '2 days' }, { after: '1 day' }", "options, { after: '1 day' }", 'order, { after: cursor }']) {
      assert.deepEqual(await lintsOf(`events.publish('a', ${args})`), [], args)
    }
  })

  it('is silent where the object may be meant as the body', async () => {
    const bodies = [
      '{ after: cursor }',
      "{ after: 'abc-123' }",
      '{ after: 20 }',
      "{ after: '1 day', id }",
      "{ ...rest, after: '1 day' }",
      '{}',
      '{ id: 1 }',
    ]
    for (const body of bodies) assert.deepEqual(await lintsOf(`events.publish('a', ${body})`), [], body)
    const isRead = "events.on('a', ({ body: { after } }) => use(after))"
    assert.deepEqual(await lintsOf(`events.publish('a', { after: '1 day' })\n${isRead}`), [])
  })
})

describe('the lint publish-missing-body', () => {
  it('fires where there is none, and adds one', async () => {
    assert.deepEqual(await lintsOf("events.publish('a')"), ["publish-missing-body: events.publish('a')"])
    assert.equal(await fixed("events.publish('a')", 'publish-missing-body'), "events.publish('a', {})")
    assert.deepEqual(await lintsOf("events.publish('a', undefined)"), ['publish-missing-body: undefined'])
    assert.deepEqual(await lintsOf("events.publish('a', { after: '1 day' }, undefined)"), ['publish-missing-body: undefined'])
  })

  it('says what the SDK makes of a falsy body', async () => {
    assert.deepEqual(await messagesOf("events.publish('a', false)", 'publish-missing-body'), [
      '@ampt/sdk 1.0.20 takes a falsy body for a missing one, and this publish fails. Send an object such as { value: false }.',
    ])
    assert.match(
      (await messagesOf("events.publish('a', { after: '1 day' }, 0)", 'publish-missing-body'))[0]!,
      /sends the options as the body, at once/,
    )
  })

  it('is silent where there is, or may be, a body', async () => {
    for (const args of ['{}', 'x', "'text'", '1', 'x || null', 'state.count', '...args', "{ after: '1 day' }, x"]) {
      assert.deepEqual(await lintsOf(`events.publish('a', ${args})`), [], args)
    }
    assert.deepEqual(await lintsOf("const send = events.publish.bind(events, 'a')\nsend({ id: 1 })"), [])
    assert.deepEqual(await lintsOf("export const send = (body?: unknown) => events.publish('a', body)"), [])
    const emit = 'const emit = (name: string, body: unknown) => events.publish(name, body)\n'
    for (const call of ['(...args) => emit(...args)', "() => emit('a', ...rest)", 'function () { return emit.apply(null, arguments) }']) {
      assert.ok(!(await lintsOf(`${emit}export const send = ${call}`)).some((one) => one.startsWith('publish-missing-body')), call)
    }
  })
})

describe('the lint on-missing-handler', () => {
  it('fires where there is none, or the options stand in its place', async () => {
    assert.deepEqual(await lintsOf("events.on('a')"), ["on-missing-handler: events.on('a')"])
    assert.deepEqual(await lintsOf("events.on('a', { timeout: 9000 })"), ['on-missing-handler: { timeout: 9000 }'])
    assert.deepEqual(await lintsOf("const rare = { timeout: 9000 }\nevents.on('a', run, rare as any)"), ['on-missing-handler: rare as any'])
    assert.equal(
      await fixed("events.on('a', () => {}, { timeout: 9000 })", 'on-missing-handler'),
      "events.on('a', { timeout: 9000 }, () => {})",
    )
  })

  it('is silent where there is, or may be, one', async () => {
    for (const args of ["'a', run", "'a', options, run", '...all', "'a', make({ timeout: 9000 })"]) {
      assert.deepEqual(await lintsOf(`events.on(${args})`), [], args)
    }
  })
})

describe('the lint unknown-option', () => {
  it('names what is ignored silently, and what was probably meant', async () => {
    assert.equal(
      await fixed("events.publish('a', { delay: '1 day' }, {})", 'unknown-option'),
      "events.publish('a', { after: '1 day' }, {})",
    )
    assert.equal(
      await fixed("events.on('a', { timeOut: 9000 }, () => {})", 'unknown-option'),
      "events.on('a', { timeout: 9000 }, () => {})",
    )
    assert.equal(await fixed("events.publish('a', { delay }, {})", 'unknown-option'), "events.publish('a', { after: delay }, {})")
    assert.equal(await fixed("task('t', { maxRetries: 3 }, () => {})", 'unknown-option'), "task('t', { attempts: 3 }, () => {})")
    assert.deepEqual(await messagesOf("events.publish('a', { after: '1 day', priority: 1 }, {})", 'unknown-option'), [
      'publish has no option "priority": it is ignored silently. It has "after" only.',
    ])
    assert.deepEqual(await lintsOf("const { name, ...options } = { name: 'a', timeOut: 9000 }\n events.on(name, options, () => {})"), [
      'unknown-option: timeOut',
    ])
  })

  it('is silent on options that there are, on bodies, and on other functions', async () => {
    const right = [
      "events.publish('a', { after: '1 day' }, { delay: 1 })",
      "events.publish('a', { delay: 1 })",
      "events.publish('a', options, {})",
      "events.on('a', { timeout: 9000 }, () => {})",
      "task('t', { timeout: 9000, attempts: 2 }, () => {})",
      "data.on('created', { maxRetries: 1 }, () => {})",
      "const { name, run, ...options } = { name: 'a', run: () => {}, timeout: 9000 }\n events.on(name, options, run)",
      "function own() { const task = (...all: unknown[]) => all\n task('t', { maxRetries: 3 }, () => {}) }",
    ]
    for (const text of right) assert.deepEqual(await lintsOf(text), [], text)
  })
})

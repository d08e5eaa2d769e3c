import assert from 'node:assert/strict'
import { allLints, fixed, lintsOf, messagesOf, ofNames } from './lintsOf'

const publish = "events.publish('a', {})"

describe('the lint unawaited-publish', () => {
  it('fires in an async function, and awaits', async () => {
    const text = (before: string): string => `export async function run() {\n  ${before}${publish}\n}`
    assert.deepEqual(await lintsOf(text('')), ['unawaited-publish: events.publish'])
    assert.equal(await fixed(text(''), 'unawaited-publish'), text('await '))
    assert.deepEqual(await lintsOf(`const run = async () => { ready && ${publish} }`), ['unawaited-publish: events.publish'])
  })

  it('fires in a handler that is not async, where it has no fix', async () => {
    const text = `events.on('b', () => { ${publish} })`
    assert.deepEqual(await lintsOf(text), ['unawaited-publish: events.publish'])
    await assert.rejects(fixed(text, 'unawaited-publish'), /no fix/)
    assert.deepEqual(await lintsOf(`function onB() { ${publish} }\nevents.on('b', onB)`), ['unawaited-publish: events.publish'])
  })

  it('fires in what Ampt runs for a route, a task or a listener', async () => {
    const runs = (text: string): Promise<string[]> => lintsOf(`const app = require('express')()\n${text}`)
    const handler = `(req, res) => { ${publish}; res.end() }`
    for (const text of [
      `app.post('/x', ${handler})`,
      `app.post('/x', [check, ${handler}])`,
      `app.post('/x', wrap(${handler}))`,
      `app.route({ method: 'POST', url: '/x', handler: ${handler} })`,
      `const run = ${handler}\napp.post('/x', check, run)`,
      `function run(req, res) { ${publish} }\napp.get('/x', wrap(run))`,
      `task('x', () => { ${publish} })`,
    ]) {
      assert.deepEqual(await runs(text), ['unawaited-publish: events.publish'], text)
    }
    for (const text of [`app.post('/x', (req, res) => { void ${publish} })`, `app.locals('/x', ${handler})`]) {
      assert.deepEqual(await runs(text), [], text)
    }
  })

  it('fires where the promise is returned to Express, which waits for none', async () => {
    const express = `import express from 'express'\nconst app = express()\n`
    for (const text of [
      `app.post('/x', (req, res) => ${publish})`,
      `app.post('/x', check, async (req, res) => { res.json({}); return ${publish} })`,
      `express.Router().route('/x').get([check, (req, res) => ${publish}])`,
      `app.use((req, res, next) => { next(); return ready && ${publish} })`,
      `function run(req, res) { return ${publish} }\napp.get('/x', run)`,
    ]) {
      assert.deepEqual(await lintsOf(express + text), ['unawaited-publish: events.publish'], text)
    }
    const [message] = await messagesOf(`${express}app.get('/x', () => ${publish})`, 'unawaited-publish')
    assert.match(message!, /^Express does not wait for what a handler returns: .* await it before the response; "void" before it/)
    // What others make of a handler may wait, as other frameworks do.
    for (const text of [
      `app.post('/x', wrap((req, res) => ${publish}))`,
      `app.post('/x', async (req, res) => { await ${publish}; res.json({}) })`,
      `app.post('/x', (req, res) => { ${publish}.then(() => res.json({})) })`,
      `app.post('/x', (req, res) => void ${publish})`,
    ]) {
      assert.deepEqual(await lintsOf(express + text), [], text)
    }
    for (const from of ['fastify', 'hono', '@koa/router', 'express-promise-router']) {
      assert.deepEqual(await lintsOf(`import make from '${from}'\nmake().get('/x', () => ${publish})`), [], from)
    }
    assert.deepEqual(await lintsOf(`import { api } from '@ampt/api'\napi('a').get('/x', () => ${publish})`), [])
  })

  it('fires where Promise.all or a list takes the promise, and nobody takes theirs', async () => {
    const run = (text: string): string => `const run = async () => { ${text} }`
    for (const text of [`Promise.all([${publish}])`, `list.map(() => ${publish})`, `(${publish}, other())`]) {
      assert.deepEqual(await lintsOf(run(text)), ['unawaited-publish: events.publish'], text)
    }
    assert.equal(
      await fixed(run(`Promise.all(list.map(() => ${publish}))`), 'unawaited-publish'),
      run(`await Promise.all(list.map(() => ${publish}))`),
    )
  })

  it('fires where its then or finally is left alone too, which fail with it', async () => {
    const run = (text: string): string => `const run = async () => { ${text} }`
    for (const end of ['.then(done)', '.finally(done)', '.then(one).then(two)']) {
      assert.equal(await fixed(run(publish + end), 'unawaited-publish'), run(`await ${publish}${end}`))
      for (const taken of ['await ', 'void ', 'return ']) assert.deepEqual(await lintsOf(run(taken + publish + end)), [], end)
    }
    for (const end of ['.catch(report)', '.then(done, report)', '.then(done).catch(report)'])
      assert.deepEqual(await lintsOf(run(publish + end)), [], end)
  })

  it('fires in a forEach, which waits for no promise', async () => {
    for (const text of [`() => ${publish}`, `() => { ${publish} }`, `async () => { await ${publish} }`]) {
      assert.deepEqual(await lintsOf(`events.on('b', async () => { list.forEach(${text}) })`), ['unawaited-publish: events.publish'], text)
    }
    assert.match(
      (await messagesOf(`events.on('b', async () => { list.forEach(async () => { await ${publish} }) })`, 'unawaited-publish'))[0]!,
      /forEach waits for no promise: use a for…of loop with await, or await Promise.all with map/,
    )
  })

  it('fires in a timer, which waits for no promise, but not where the timer ends a promise that is made for it', async () => {
    for (const timer of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
      for (const text of [`() => ${publish}`, `() => { ${publish} }`, `async () => { await ${publish} }`]) {
        assert.deepEqual(await lintsOf(`events.on('b', async () => { ${timer}(${text}) })`), ['unawaited-publish: events.publish'], text)
      }
    }
    assert.match((await messagesOf(`events.on('b', () => { setTimeout(() => ${publish}, 9) })`, 'unawaited-publish'))[0]!, /A timer waits/)
    for (const text of [
      `setTimeout(() => { void ${publish} })`,
      `await new Promise((done) => setTimeout(async () => { await ${publish}; done() }, 10))`,
    ])
      assert.deepEqual(await lintsOf(`events.on('b', async () => { ${text} })`), [], text)
    assert.deepEqual(
      await lintsOf(
        `function setTimeout(run) { return run() }\nevents.on('b', async () => { setTimeout(async () => { await ${publish} }) })`,
      ),
      [],
    )
  })

  it('fires where a list of promises of async functions is left alone', async () => {
    const run = (text: string): string => `events.on('b', async () => { ${text} })`
    const mapped = `list.map(async (one) => { await ${publish} })`
    assert.deepEqual(await lintsOf(run(mapped)), ['unawaited-publish: events.publish'])
    assert.deepEqual(await lintsOf(run(`list.map((one) => { return ${publish} })`)), ['unawaited-publish: events.publish'])
    for (const text of [`await Promise.all(${mapped})`, `const all = ${mapped}; await Promise.all(all)`, `return ${mapped}`])
      assert.deepEqual(await lintsOf(run(text)), [], text)
  })

  it('fires where its promise is given a name that nothing reads', async () => {
    const text = (before: string): string => `events.on('b', async () => { const sent = ${before}${publish} })`
    assert.deepEqual(await lintsOf(text('')), ['unawaited-publish: events.publish'])
    assert.equal(await fixed(text(''), 'unawaited-publish'), text('await '))
    assert.deepEqual(await lintsOf(`events.on('b', async () => { const sent = ${publish}; keep({ sent }) })`), [])
  })

  it('fires at the call of a function that hands the promise of its publish on', async () => {
    const wrappers = [
      `const send = (name, body) => events.publish(name, body)`,
      `function send(name, body) { return ready && events.publish(name, body) }`,
      `async function send(name, body) { try { await events.publish(name, body) } finally { done() } }`,
      `const inner = (name, body) => events.publish(name, body)\nconst send = async (name, body) => { await inner(name, body) }`,
    ]
    for (const wrapper of wrappers) {
      const text = (before: string): string => `${wrapper}\nexport async function run() { ${before}send('a', {}) }`
      assert.deepEqual(await lintsOf(text('')), ['unawaited-publish: send'], wrapper)
      assert.equal(await fixed(text(''), 'unawaited-publish'), text('await '), wrapper)
      for (const taken of ['await ', 'void ', 'return ']) assert.deepEqual(await lintsOf(text(taken)), [], wrapper)
    }
    const send = `const send = (name) => events.publish(name, {})`
    assert.deepEqual(await lintsOf(`${send}\nevents.on('b', () => ['a', 'c'].forEach(send))`), ['unawaited-publish: send'])
    assert.deepEqual(await lintsOf(`${send}\nevents.on('b', async () => { await Promise.all(['a', 'c'].map(send)) })`), [])
    assert.deepEqual(
      await lintsOf(`const send = (name) => { void events.publish(name, {}) }\nevents.on('b', async () => { send('a') })`),
      [],
    )
  })

  it('fires at the call of a function that waits for a publish of its own', async () => {
    const notify = `async function notify() { await ${publish} }\n`
    const text = (before: string): string => `${notify}events.on('b', async () => { ${before}notify() })`
    assert.deepEqual(await lintsOf(text('')), ['unawaited-publish: notify'])
    assert.equal(await fixed(text(''), 'unawaited-publish'), text('await '))
    for (const taken of ['await ', 'void ', 'return ']) assert.deepEqual(await lintsOf(text(taken)), [], taken)
    const outer = `${notify}const tell = () => notify()\nevents.on('b', async () => { list.forEach(async () => { await tell() }) })`
    assert.deepEqual(await lintsOf(outer), ['unawaited-publish: tell'])
    // It has ended before the publish has.
    assert.deepEqual(await lintsOf(`function notify() { void ${publish} }\nevents.on('b', async () => { notify() })`), [])
  })

  it('fires where a function that publishes is handed to what calls it', async () => {
    const text = (given: string): string => `const notify = async (one) => { await ${publish} }\nevents.on('b', async () => { ${given} })`
    const dropped = ['list.forEach(notify)', 'setTimeout(notify, 10)', 'list.map(notify)', 'Promise.all(list.map(notify))']
    for (const given of dropped) assert.deepEqual(await lintsOf(text(given)), ['unawaited-publish: notify'], given)
    assert.equal(await fixed(text('Promise.all(list.map(notify))'), 'unawaited-publish'), text('await Promise.all(list.map(notify))'))
    const taken = ['await Promise.all(list.map(notify))', 'return list.map(notify)', 'void list.forEach(notify)', 'keep(notify)']
    for (const given of taken) assert.deepEqual(await lintsOf(text(given)), [], given)
    const all = `const notify = async (one) => { await ${publish} }\nconst notifyAll = () => Promise.all(list.map(notify))\n`
    assert.deepEqual(await lintsOf(`${all}events.on('b', async () => { notifyAll() })`), ['unawaited-publish: notifyAll'])
  })

  it('fires in what then or a list calls, where the function around ends without it', async () => {
    const run = (text: string): string => `events.on('b', async () => { ${text} })`
    for (const text of [
      `await load().then(() => { ${publish} })`,
      `await Promise.all(list.map((one) => { ${publish} }))`,
      `load().catch(() => { list.map(() => { ${publish} }) })`,
    ])
      assert.deepEqual(await lintsOf(run(text)), ['unawaited-publish: events.publish'], text)
    for (const text of [
      `await load().then(() => ${publish})`,
      `void load().then(() => { ${publish} }).catch(report)`,
      `await transaction(() => { ${publish} })`,
    ])
      assert.deepEqual(await lintsOf(run(text)), [], text)
  })

  it('fires in a function that is not async, where what calls it ends without it', async () => {
    const sender = `const sender = { async send() { await ${publish} }, start() { this.send() } }\n`
    assert.deepEqual(await lintsOf(`${sender}events.on('b', async () => { sender.start() })`), ['unawaited-publish: this.send'])
    const track = `function track() { ${publish} }\nconst trackAll = () => { track() }\n`
    assert.deepEqual(await lintsOf(`${track}task('b', () => { trackAll() })`), ['unawaited-publish: events.publish'])
    assert.deepEqual(await lintsOf(`${track}events.on('b', async () => { void trackAll() })`), [])
    assert.deepEqual(await lintsOf(`${track}export const run = trackAll`), [])
  })

  it('is ignored by a comment above such a call', async () => {
    const text = (comment: string): string =>
      `const send = (name) => events.publish(name, {})\nevents.on('b', async () => {\n  ${comment}send('a')\n  send('c')\n})`
    const [first] = await allLints(text(''), ...ofNames)
    assert.deepEqual(first?.ignore, { line: 4, form: 'line' })
    assert.deepEqual(await lintsOf(text('// ampt-events-ignore-next-line unawaited-publish\n')), ['unawaited-publish: send'])
  })

  it('is silent where somebody takes the promise, or the author says that nobody shall', async () => {
    const taken = [
      `await ${publish}`,
      `void ${publish}`,
      `return ${publish}`,
      `const sent = ${publish}; await sent`,
      `await Promise.all([${publish}])`,
      `await Promise.all(list.map((one) => ${publish}))`,
      `${publish}.catch(report)`,
      `all.push(${publish})`,
      `keep(${publish})`,
      `await (ready ? ${publish} : null)`,
      `list.forEach(async () => { void ${publish} })`,
      `return Promise.all([${publish}])`,
      `const all = list.map(() => ${publish}); await Promise.all(all)`,
    ]
    for (const text of taken) assert.deepEqual(await lintsOf(`const run = async () => { ${text} }`), [], text)
    assert.deepEqual(await lintsOf(`const run = async () => ${publish}`), [])
  })

  it('is silent in functions of which nothing is known, and at the top of a file', async () => {
    assert.deepEqual(await lintsOf(publish), [])
    assert.deepEqual(await lintsOf(`export function run() { ${publish} }`), [])
    assert.deepEqual(await lintsOf(`list.forEach((one) => { ${publish} })`), [])
  })
})

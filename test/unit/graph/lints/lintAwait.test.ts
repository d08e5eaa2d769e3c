import assert from 'node:assert/strict'
import { fixed, lintsOf, messagesOf } from './lintsOf'

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

  it('fires in a forEach, which waits for no promise', async () => {
    for (const text of [`() => ${publish}`, `() => { ${publish} }`, `async () => { await ${publish} }`]) {
      assert.deepEqual(await lintsOf(`events.on('b', async () => { list.forEach(${text}) })`), ['unawaited-publish: events.publish'], text)
    }
    assert.match(
      (await messagesOf(`events.on('b', async () => { list.forEach(async () => { await ${publish} }) })`, 'unawaited-publish'))[0]!,
      /forEach waits for no promise: use a for…of loop with await, or await Promise.all with map/,
    )
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

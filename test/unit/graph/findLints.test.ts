import assert from 'node:assert/strict'
import { graphOf } from './inWorkspace'

const lints = async (text: string): Promise<string[]> =>
  (await graphOf(text)).lints.map(({ code, severity, message }) => `${code} ${severity}: ${message}`)

describe('lints', () => {
  it('say where a publish has no handler, and which name is near', async () => {
    assert.deepEqual(
      await lints(`events.publish('user.joind', {}); events.on('user.joined', () => {}); events.publish('user.joined', {})`),
      ['unknown-event warning: No handler is registered for "user.joind". Did you mean "user.joined"?'],
    )
  })
  it('do not suggest a name that is far', async () => {
    assert.deepEqual(await lints(`events.publish('a', {}); events.on('user.joined', () => {}); events.publish('user.joined', {})`), [
      'unknown-event warning: No handler is registered for "a".',
    ])
  })
  it('say where a handler has no publish', async () => {
    assert.deepEqual(await lints(`events.on('a', () => {})`), ['unpublished-event information: Nothing in this workspace publishes "a".'])
  })
  it('know that the platform publishes data and storage events', async () => {
    assert.deepEqual(await lints(`events.on('data:created', () => {}); events.on('storage:write', () => {})`), [])
  })
  it('say which names are not static', async () => {
    assert.deepEqual(await lints('events.publish(`a.${x}`, {})'), [
      'name-not-static information: The event name cannot be told from the code: `a.${x}`. Known is "a.*".',
    ])
  })
  it('leave alone what an unresolved name may stand for', async () => {
    const found = await lints(
      "events.publish('a.b.c', {}); events.on(`a.${x}.c`, () => {}); events.on('z', () => {}); events.publish(y, {})",
    )
    assert.deepEqual(
      found.map((text) => text.split(' ')[0]),
      ['name-not-static', 'name-not-static'],
    )
  })
  it('are certain where an unresolved name cannot stand for it', async () => {
    const found = await lints("events.publish('a.b', {}); events.on(`a.${x}.c`, () => {})")
    assert.deepEqual(
      found.map((text) => text.split(' ')[0]),
      ['unknown-event', 'name-not-static'],
    )
  })
})

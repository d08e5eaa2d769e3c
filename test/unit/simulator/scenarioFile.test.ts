import assert from 'node:assert/strict'
import { expectedStates } from '../../../src/model/scenario'
import { UserError } from '../../../src/model/userError'
import { readScenarioFile, scenarioFields } from '../../../src/simulator/scenarioFile'
import schema from '../../../media/schemas/scenario.schema.json'

const read = (content: unknown) => readScenarioFile(typeof content === 'string' ? content : JSON.stringify(content), 'a.events.json')

describe('readScenarioFile', () => {
  it('reads all that the file may say', () => {
    const { scenario, stubs, expect } = read({
      version: 1,
      start: '2025-03-01T00:00:00.000Z',
      publish: [{ at: '5 minutes', name: 'a', after: '1 day', body: { x: 1 } }, { name: 'b' }],
      requests: [{ at: '2s', request: 'post /users', headers: { Authorization: 'me' }, body: 1 }],
      sockets: [
        { connection: 'c', connect: true },
        { at: '1s', connection: 'c', message: { hi: 1 } },
        { connection: 'd', connect: { queryStringParameters: { token: 't' } } },
        { connection: 'c', disconnect: true },
        { connection: 'd', disconnect: 'bye' },
      ],
      params: { KEY: 'v', NUMBER: 3 },
      data: { 'users:1': { name: 'Ada' } },
      stubs: { mailer: './stubs/mailer.ts' },
      fetch: [{ match: 'https://x/*', reply: { status: 204 } }],
      schedule: { version: 1, seed: 7, instances: 2, choices: { 'a#1@1.1': { lateMs: 5 } } },
      expect: { dropped: 0, events: { a: { handled: 1 } } },
    })
    assert.deepEqual(scenario.steps, [
      { kind: 'publish', atMs: 300_000, name: 'a', after: '1 day', body: { x: 1 } },
      { kind: 'publish', atMs: 0, name: 'b', body: {} },
      { kind: 'request', atMs: 2000, method: 'POST', path: '/users', headers: { authorization: 'me' }, body: 1 },
      { kind: 'socket', atMs: 0, connection: 'c', action: 'connect' },
      { kind: 'socket', atMs: 1000, connection: 'c', action: 'message', data: { hi: 1 } },
      { kind: 'socket', atMs: 0, connection: 'd', action: 'connect', data: { queryStringParameters: { token: 't' } } },
      { kind: 'socket', atMs: 0, connection: 'c', action: 'disconnect' },
      { kind: 'socket', atMs: 0, connection: 'd', action: 'disconnect', data: 'bye' },
    ])
    assert.equal(scenario.start, Date.UTC(2025, 2, 1))
    assert.deepEqual([scenario.params, scenario.data], [{ KEY: 'v', NUMBER: '3' }, { 'users:1': { name: 'Ada' } }])
    assert.deepEqual(scenario.fetchRules, [{ match: 'https://x/*', reply: [{ status: 204 }] }])
    assert.deepEqual(scenario.schedule?.choices, { 'a#1@1.1': { lateMs: 5 } })
    assert.deepEqual([scenario.seed, scenario.instances, scenario.concurrency], [7, 2, 100])
    assert.deepEqual([stubs, expect], [{ mailer: './stubs/mailer.ts' }, { dropped: 0, events: { a: { handled: 1 } } }])
  })

  it('has the fields of the JSON schema that the editor checks it with', () => {
    assert.deepEqual(Object.keys(schema.properties), scenarioFields)
    const { events, ...counts } = schema.properties.expect.properties
    assert.deepEqual(Object.keys(counts), expectedStates)
    assert.deepEqual(Object.keys(events.additionalProperties.properties), ['published', ...expectedStates])
  })

  it('reads a count of each state, of the run and of an event', () => {
    const counts = Object.fromEntries(expectedStates.map((state, count) => [state, count]))
    const expect = { ...counts, events: { a: { published: 1, ...counts } } }
    assert.deepEqual(read({ expect }).expect, expect)
    assert.deepEqual(read({ expect: { ...expect, events: { 'custom:a': expect.events.a } } }).expect, expect)
  })

  const wrong: [unknown, RegExp][] = [
    ['{', /is not JSON/],
    ['[]', /must hold one JSON object/],
    [{ version: 2 }, /has version 2; this release reads version 1/],
    [{ publsh: [] }, /the field "publsh" is unknown: did you mean "publish"\? The fields are \$schema, version/],
    [{ publish: [{}] }, /publish 1: "name" must be/],
    [{ publish: [{ name: 'a', at: 'soon' }] }, /publish 1: "at" must be a duration/],
    [{ fetch: [{}] }, /fetch 1: needs "match"/],
    [{ start: 'x' }, /"start" must be a date/],
    [{ start: 'June 1 2025' }, /"start" must be a date/],
    [{ fetch: [{ match: 'https://x', method: 'POST', reply: {} }] }, /fetch 1: the field "method" is unknown/],
    [{ fetch: [{ match: 'https://x', reply: { body: 'hi' } }] }, /fetch 1: "reply": the field "body" is unknown/],
    [{ fetch: [{ match: 'https://x', reply: { headers: { a: 1 } } }] }, /fetch 1: needs "match"/],
    [
      { fetch: [{ match: 'https://x', reply: [{}, { headers: { 'a b': '' } }] }] },
      /fetch 1: "reply": the header "a b" is not one that HTTP has/,
    ],
    [{ seed: 1.5 }, /"seed" must be a whole number/],
    [{ schedule: {} }, /is no schedule/],
    [{ data: [] }, /"data" must be an object/],
    [{ data: { '': 1 } }, /"data" has an item with an empty key/],
    [{ publish: [{ name: 'a', at: 1e300 }] }, /publish 1: "at" must be a duration of at most ten years/],
    [{ publish: [{ name: 'a', bdy: {} }] }, /publish 1: the field "bdy" is unknown: did you mean "body"/],
    [{ start: 5 }, /"start" must be a date/],
    [
      { schedule: { version: 1, choices: { 'a#1@1.1': { lateMs: '5' } } } },
      /the choice for "a#1@1.1" has a "lateMs" that is not valid: "5"/,
    ],
    [{ schedule: { version: 1, choices: { 'a#1@1.1': { lateMs: 1e15 } } } }, /"lateMs" that is not valid/],
    [{ schedule: { version: 1, instances: 0, choices: {} } }, /the schedule has a "instances" that is not valid: 0/],
    [
      { schedule: { version: 1, sede: 0, choices: {} } },
      /the schedule: the field "sede" is unknown: did you mean "seed"\? The fields are seed, instances, concurrency/,
    ],
    [{ schedule: { version: 1, choices: { a: { late: 1 } } } }, /the choice for "a": the field "late" is unknown: did you mean "lateMs"/],
    [{ schedule: { version: 1, choices: { a: 1 } } }, /the choice for "a" must be an object/],
    [{ requests: [{ path: '/' }] }, /requests 1: the field "path" is unknown\. The fields are at, request/],
    [{ requests: [{ request: '/' }] }, /requests 1: "request" must be/],
    [{ requests: [{ request: 'GET /', body: 1 }] }, /requests 1: a GET request has no body/],
    [{ requests: [{ request: 'GET /', headers: { 'a b': '1' } }] }, /requests 1: the header "a b"/],
    [
      { requests: [{ request: 'POST /', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: { a: 1 } }] },
      /requests 1: the body must be a string, as it is to be sent: its content-type is "application\/x-www-form-urlencoded"/,
    ],
    [{ expect: { droped: 1 } }, /"expect": the field "droped" is unknown: did you mean "dropped"/],
    [{ expect: { events: { a: { handeld: 1 } } } }, /"expect a": the field "handeld" is unknown: did you mean "handled"/],
    [{ expect: { events: 5 } }, /"events" of "expect" must be an object/],
    [{ expect: { events: { a: {}, 'custom:a': {} } } }, /"events" of "expect" has "custom:a" and "a", which are one event/],
    [{ fetch: [{ match: 'x', reply: [{}, { status: 99 }] }] }, /a status from 200 to 599/],
    [{ fetch: [{ match: 'x', reply: [] }] }, /fetch 1: needs "match"/],
    [{ fetch: [{ match: 'x', reply: { status: 99 } }] }, /a status from 200 to 599/],
    [{ sockets: [{ connect: true }] }, /sockets 1: "connection" must be/],
    [{ sockets: [{ connection: 'c' }] }, /sockets 1: needs one of "connect", "message" and "disconnect"/],
    [{ sockets: [{ connection: 'c', conect: true }] }, /sockets 1: the field "conect" is unknown: did you mean "connect"/],
    [{ sockets: [{ connection: 'c', connect: false }] }, /sockets 1: "connect" must be true, or an object/],
    [{ sockets: [{ connection: 'c', connect: { query: {} } }] }, /sockets 1: "connect": the field "query" is unknown/],
    [{ sockets: [{ connection: 'c', connect: true, message: 1 }] }, /sockets 1: needs one of/],
  ]
  for (const [content, message] of wrong) {
    it(`names the file and the field: ${JSON.stringify(content)}`, () =>
      assert.throws(
        () => read(content),
        (error) => error instanceof UserError && error.message.startsWith('a.events.json: ') && message.test(error.message),
      ))
  }
})

import assert from 'node:assert/strict'
import { readPublish, type Envelope, type Refusal } from '../../../src/contract/envelope'
import type { Contract } from '../../../src/model/scenario'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const now = Date.UTC(2025, 0, 1)
const id = '0'.repeat(27)
const contracts = ['documented', 'sdk'] as const
const optionsAsBody = 'On @ampt/sdk 1.0.20 a falsy last argument is none, so the options would be sent as the body, now.'

const publish = (contract: Contract, name: unknown, ...args: unknown[]) => readPublish(name, args, now, contract, () => id)

function created(result: Envelope | Refusal): Envelope {
  assert.ok(!('error' in result), `refused: ${'error' in result ? result.error : ''}`)
  return result
}

function refused(result: Envelope | Refusal): string {
  assert.ok('error' in result, 'was published')
  return result.error
}

describe('publish', () => {
  it('creates an event with name, body, time and delay', () => {
    for (const contract of contracts) {
      assert.deepEqual(publish(contract, 'user.joined', { after: '1 day' }, { email: 'a@b.c' }), {
        name: 'user.joined',
        storedName: 'custom:user.joined',
        body: { email: 'a@b.c' },
        bodyText: '{"email":"a@b.c"}',
        id,
        time: now,
        delay: DAY_MS,
        dueAt: now + DAY_MS,
        notes: [],
      })
    }
  })

  it('is due now without options, and with options that have no after', () => {
    for (const contract of contracts) {
      assert.equal(created(publish(contract, 'a', { x: 1 })).dueAt, now)
      assert.equal(created(publish(contract, 'a', {}, { x: 1 })).dueAt, now)
      assert.equal(created(publish(contract, 'a', undefined, { x: 1 })).dueAt, now)
    }
  })

  it('mints the identifier for the delivery time, once', () => {
    const times: number[] = []
    readPublish('a', [{ after: '1 day' }, 1], now, 'documented', (dueAt) => {
      times.push(dueAt)
      return id
    })
    assert.deepEqual(times, [now + DAY_MS])
  })

  it('is refused for a name that is no name, or an after that is none', () => {
    for (const contract of contracts) {
      assert.match(refused(publish(contract, 5, {})), /name of an event/)
      assert.match(
        refused(publish(contract, 'a', { after: 'soon' }, {})),
        contract === 'sdk' ? /^Invalid delivery time$/ : /"after" is "soon"/,
      )
    }
    assert.match(refused(publish('documented', '', {})), /must not be empty/)
  })

  it('carries the notes of its after', () => {
    assert.match(
      publish('documented', 'a', { after: '1.5 hours' }, {}).notes[0]!,
      /On @ampt\/sdk 1\.0\.20 this would be delivered 1 h later/,
    )
    assert.match(publish('sdk', 'a', { after: 'soon' }, {}).notes[0]!, /"after" is "soon"/)
  })
})

describe('the arguments of publish', () => {
  for (const body of [0, false, '', null]) {
    const shown = JSON.stringify(body)
    it(`hold the body ${shown} by the documentation, which is a missing one in the SDK`, () => {
      const event = created(publish('documented', 'a', body))
      assert.equal(event.body, body)
      assert.deepEqual(event.notes, [
        'On @ampt/sdk 1.0.20 a falsy body is a missing one, and this publish would fail: Missing body for event.',
      ])
      assert.equal(refused(publish('sdk', 'a', body)), 'Missing body for event')
      assert.deepEqual(publish('sdk', 'a', body).notes, [`By the documentation the body would be ${shown}, the last argument.`])
    })

    it(`hold the body ${shown} behind options by the documentation, where the SDK sends the options, at once`, () => {
      const event = created(publish('documented', 'a', { after: '1 day' }, body))
      assert.equal(event.body, body)
      assert.equal(event.delay, DAY_MS)
      assert.deepEqual(event.notes, [optionsAsBody])
      const sent = created(publish('sdk', 'a', { after: '1 day' }, body))
      assert.deepEqual(sent.body, { after: '1 day' })
      assert.equal(sent.delay, 0)
      assert.deepEqual(sent.notes, [`By the documentation the body would be ${shown}, the last argument.`])
    })
  }

  it('that the SDK reads differently carry no note on what it would make of their after', () => {
    for (const contract of contracts) assert.equal(publish(contract, 'a', { after: '1.5 hours' }, 0).notes.length, 1)
  })

  it('without a body are an error, with the SDK’s words in the SDK', () => {
    for (const args of [[], [undefined], [undefined, undefined]]) {
      assert.equal(
        refused(publish('documented', 'a', ...args)),
        'The event "a" has no body: write publish(name, body) or publish(name, { after }, body).',
      )
      assert.equal(refused(publish('sdk', 'a', ...args)), 'Missing body for event')
    }
  })

  it('with options and an undefined body are an error by the documentation, where the SDK sends the options', () => {
    const result = publish('documented', 'a', { after: '1 day' }, undefined)
    assert.match(refused(result), /has no body/)
    assert.deepEqual(result.notes, [optionsAsBody])
    assert.deepEqual(created(publish('sdk', 'a', { after: '1 day' }, undefined)).body, { after: '1 day' })
  })

  it('of which the last is undefined are as without it, where the one before is plainly a body', () => {
    for (const contract of contracts) assert.deepEqual(publish(contract, 'a', { x: 1 }, undefined), publish(contract, 'a', { x: 1 }))
  })

  it('that are only options are a body, with a warning', () => {
    for (const contract of contracts) {
      const event = created(publish(contract, 'a', { after: '1 day' }))
      assert.deepEqual(event.body, { after: '1 day' })
      assert.equal(event.delay, 0)
      assert.equal(event.notes.length, 1)
      assert.match(event.notes[0]!, /looks like options/)
    }
  })

  it('that are a body which has an after among others are no options', () => {
    for (const contract of contracts) assert.deepEqual(created(publish(contract, 'a', { after: 'lunch', who: 'me' })).notes, [])
  })

  it('with a second one that is no object are published now, with a warning', () => {
    for (const contract of contracts) {
      const event = created(publish(contract, 'a', '1 day', { x: 1 }))
      assert.equal(event.delay, 0)
      assert.match(event.notes[0]!, /no options object/)
    }
  })
})

describe('a body that crosses JSON', () => {
  it('is a copy that shares nothing with what was published', () => {
    const inner = { list: [1] }
    const event = created(publish('documented', 'a', { inner }))
    inner.list.push(2)
    assert.deepEqual(event.body, { inner: { list: [1] } })
    assert.deepEqual(JSON.parse(event.bodyText), event.body)
  })

  it('turns Date into string, drops undefined, makes NaN null and obeys toJSON', () => {
    for (const contract of contracts) {
      const body = {
        date: new Date(now),
        gone: undefined,
        nan: NaN,
        map: new Map([[1, 2]]),
        own: { toJSON: () => 'own' },
        list: [undefined],
      }
      assert.deepEqual(created(publish(contract, 'a', body)).body, {
        date: '2025-01-01T00:00:00.000Z',
        nan: null,
        map: {},
        own: 'own',
        list: [null],
      })
    }
  })

  it('calls toJSON with the key that the platform gives it', () => {
    assert.equal(created(publish('documented', 'a', { toJSON: (key: string) => key })).body, 'body')
  })

  const self: Record<string, unknown> = { id: 1 }
  self['self'] = self
  const deep: Record<string, unknown> = { a: {} }
  deep['a'] = { list: [1, { up: deep }] }
  for (const [title, body, reason] of [
    ['a BigInt', 5n, 'body is a BigInt'],
    ['a BigInt inside', { order: { lines: [1, { total: 5n }] } }, 'body.order.lines[1].total is a BigInt'],
    ['a BigInt beside other objects', { a: { b: {} }, c: [{}], d: { e: 5n } }, 'body.d.e is a BigInt'],
    ['a BigInt under an odd key', { 'order id': 5n }, 'body["order id"] is a BigInt'],
    ['a BigInt that toJSON gives', { x: { toJSON: () => 5n } }, 'body.x is a BigInt'],
    ['a cycle', { user: self }, 'body.user.self refers back to body.user'],
    ['a cycle to the body', deep, 'body.a.list[1].up refers back to body'],
  ] as const) {
    it(`cannot hold ${title}: the error names the path`, () => {
      for (const contract of contracts)
        assert.equal(refused(publish(contract, 'a', body)), `The body of "a" cannot become JSON: ${reason}.`)
    })
  }

  it('may hold the same object twice', () => {
    const shared = { x: 1 }
    assert.deepEqual(created(publish('documented', 'a', { one: shared, two: shared })).body, { one: { x: 1 }, two: { x: 1 } })
  })

  it('whose getter or toJSON throws is an error that tells so', () => {
    const body = {
      toJSON() {
        throw new TypeError('no connection')
      },
    }
    assert.equal(
      refused(publish('documented', 'a', body)),
      'The body of "a" cannot become JSON: reading it threw TypeError: no connection.',
    )
  })

  it('that is nested beyond the stack is an error', () => {
    let body: unknown = 1
    for (let depth = 0; depth < 100_000; depth++) body = [body]
    assert.match(refused(publish('documented', 'a', body)), /reading it threw RangeError/)
  })

  it('that JSON drops is an error by the documentation, and in the SDK an event without a body', () => {
    for (const [body, reason] of [
      [() => 1, 'it is a function'],
      [Symbol('x'), 'it is a symbol'],
      [{ toJSON: () => undefined }, 'its toJSON gives undefined'],
    ] as const) {
      const result = publish('documented', 'a', body)
      assert.equal(refused(result), `The body of "a" cannot become JSON: ${reason}.`)
      assert.deepEqual(result.notes, ['On @ampt/sdk 1.0.20 this would be delivered without a body.'])
      const event = created(publish('sdk', 'a', body))
      assert.equal(event.body, null)
      assert.match(event.notes[0]!, /The handlers get no body/)
    }
  })
})

describe('the size of an event', () => {
  const frame = JSON.stringify({ id, name: 'custom:a', body: '', time: now, delay: 0 }).length
  const room = 262_144 - frame

  it('must be under 262,144 bytes by the documentation; the SDK lets exactly that pass', () => {
    assert.deepEqual(created(publish('documented', 'a', 'x'.repeat(room - 1))).notes, [])
    assert.deepEqual(created(publish('sdk', 'a', 'x'.repeat(room - 1))).notes, [])

    const exact = publish('documented', 'a', 'x'.repeat(room))
    assert.match(refused(exact), /^The event is too large: 262144 bytes/)
    assert.match(exact.notes[0]!, /On @ampt\/sdk 1\.0\.20.* would still fit/)
    const passed = created(publish('sdk', 'a', 'x'.repeat(room)))
    assert.match(passed.notes[0]!, /By the documentation.* would be too large/)

    assert.deepEqual(publish('documented', 'a', 'x'.repeat(room + 1)).notes, [])
    assert.match(refused(publish('sdk', 'a', 'x'.repeat(room + 1))), /^Event body is too large: 262145 characters/)
  })

  it('counts UTF-8 bytes by the documentation and UTF-16 units in the SDK', () => {
    for (const [letter, bytes] of [
      ['é', 2],
      ['漢', 3],
    ] as const) {
      const count = Math.floor((room - 1) / bytes)
      assert.deepEqual(created(publish('documented', 'a', letter.repeat(count))).notes, [])
      assert.match(refused(publish('documented', 'a', letter.repeat(count + 1))), /too large/)
      assert.match(created(publish('sdk', 'a', letter.repeat(count + 1))).notes[0]!, /By the documentation, which counts bytes/)
    }
  })

  it('counts the stored name, its escapes and bytes included', () => {
    const body = 'x'.repeat(room - 4)
    created(publish('documented', 'abcd', body))
    refused(publish('documented', 'abcde', body))
    created(publish('documented', 'aéb', body))
    refused(publish('documented', 'aéé', body))
    created(publish('documented', 'a"b', body))
    refused(publish('documented', 'a""', body))
    created(publish('documented', 'custom:abcd', body))
  })

  it('counts the delay', () => {
    created(publish('documented', 'a', {}, 'x'.repeat(room - 1)))
    refused(publish('documented', 'a', { after: 1000 }, 'x'.repeat(room - 1)))
    created(publish('documented', 'a', { after: 1000 }, 'x'.repeat(room - 4)))
  })
})

describe('the due time of an event', () => {
  it('is exact by the documentation and rounded up to whole seconds in the SDK', () => {
    const exact = created(publish('documented', 'a', { after: 1500 }, {}))
    assert.equal(exact.dueAt, now + 1500)
    assert.deepEqual(exact.notes, ['On @ampt/sdk 1.0.20 this would be due 500 ms later, since it rounds up to seconds.'])
    const rounded = created(publish('sdk', 'a', { after: 1500 }, {}))
    assert.equal(rounded.dueAt, now + 2000)
    assert.equal(rounded.delay, 1500)
    assert.deepEqual(rounded.notes, ['By the documentation this would be due 500 ms earlier, without rounding up to seconds.'])
  })

  it('is told once, with what the SDK rounds, where the contracts read the delay differently', () => {
    for (const [after, sdkMs, documentedMs] of [
      ['1.5 seconds', 1000, 1500],
      ['0.1 seconds', 0, 100],
      [1500.5, 2000, 1501],
    ] as const) {
      const event = created(publish('documented', 'a', { after }, {}))
      assert.deepEqual([event.dueAt - now, event.notes.length], [documentedMs, 1])
      const isNow = sdkMs === 0
      assert.ok(
        event.notes[0]!.startsWith(`On @ampt/sdk 1.0.20 this would be delivered ${isNow ? 'now' : `${sdkMs / 1000} s later`}`),
        event.notes[0],
      )
      const sdk = created(publish('sdk', 'a', { after }, {}))
      assert.deepEqual([sdk.dueAt - now, sdk.notes.length], [sdkMs, 1])
      assert.match(sdk.notes[0]!, /^By the documentation this would be delivered/)
    }
  })

  it('is not rounded in whole seconds, nor past 15 minutes', () => {
    for (const after of [1000, 15 * MINUTE_MS, 15 * MINUTE_MS + 1]) {
      for (const contract of contracts) {
        const event = created(publish(contract, 'a', { after }, {}))
        assert.equal(event.dueAt, now + after)
        assert.deepEqual(event.notes, [])
      }
    }
    assert.equal(created(publish('sdk', 'a', { after: 15 * MINUTE_MS - 1 }, {})).dueAt, now + 15 * MINUTE_MS)
  })
})

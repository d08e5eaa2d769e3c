import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readBody } from '../../../../src/host/run/readBody'

describe('the body that a user types', () => {
  it('is any JSON value, falsy ones too', () => {
    for (const body of [0, false, '', null, [], { a: 1 }]) assert.deepEqual(readBody(JSON.stringify(body)), { body })
  })

  it('is read back as it was suggested', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.deepEqual(readBody(JSON.stringify(value)), { body: JSON.parse(JSON.stringify(value)) as unknown }),
      ),
    )
  })

  it('is asked for again when there is none', () => {
    assert.match(problem(' '), /Write JSON such as \{"id": 1\}, or \{\} for nothing/)
  })

  it('is refused with the reason and an example when it is not JSON', () => {
    assert.equal(
      problem('{id: 1}'),
      `Not JSON yet: Expected property name or '}' at position 1. Names and texts take double quotes: {"id": 1}, "text".`,
    )
    assert.equal(problem('hello'), `Not JSON yet: Unexpected token 'h'. Names and texts take double quotes: {"id": 1}, "text".`)
    assert.match(problem('{"id": '), /^Not JSON yet: Unexpected end\b/)
  })

  function problem(text: string): string {
    const reading = readBody(text)
    return 'problem' in reading ? reading.problem : assert.fail(`${text} was read`)
  }
})

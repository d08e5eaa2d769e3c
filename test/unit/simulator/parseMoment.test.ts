import assert from 'node:assert/strict'
import { parseMoment } from '../../../src/simulator/parseMoment'

const JUNE = Date.UTC(2025, 5, 1)

describe('a moment', () => {
  const zone = process.env['TZ']
  before(() => void (process.env['TZ'] = 'America/New_York'))
  after(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  for (const [text, time] of [
    ['2025-06-01T00:00', JUNE],
    ['2025-06-01T00:00:00', JUNE],
    ['2025-06-01T00:00:00.000Z', JUNE],
    ['2025-06-01T02:00+02:00', JUNE],
    ['2025-06-01', JUNE],
    ['2025-06', JUNE],
    ['June 1 2025', null],
    ['2025-13-01', null],
    ['2025-02-30', null],
    ['2024-02-29T00:00', Date.UTC(2024, 1, 29)],
    ['1969-12-31', null],
    ['9999-01-01', null],
  ] as const) {
    it(`is in UTC where it names no zone, whatever that of the machine is, and none in other forms: ${text}`, () =>
      assert.equal(parseMoment(text), time))
  }
})

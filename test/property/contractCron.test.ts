import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readCron } from '../../src/contract/recurrence'
import { openRealSdk, type SdkOracle } from '../support/realSdk'

const minute = fc.constantFrom('0', '*', '0/15', '5,10', '1-30', '59', '60', '*/5', 'x', '?')
const hour = fc.constantFrom('0', '*', '23', '24', '*/8', '1-5', '0/2', '9,17')
const dayOfMonth = fc.constantFrom('?', '*', '1', '31', '32', 'L', '15W', '1-5', '1,15', '0', '1/5', '1W,15W', 'L,1')
const month = fc.constantFrom('*', '1', '12', '13', 'JAN', 'jan', 'JAN-MAR', '1/3', '0', '1,JUL')
const dayOfWeek = fc.constantFrom(
  '?',
  '*',
  '1',
  '7',
  '8',
  'SUN',
  'MON-FRI',
  '2#1',
  '6L',
  'L',
  'FRI#3',
  '2#6',
  '1,3',
  '0',
  'sun',
  'MON,WED',
  '1-7',
  '2L,6L',
)
const year = fc.constantFrom('*', '2025', '2025-2030', '2199', '2200', '1970', '1969', '2025/2', '2025,2027', '2025-2024')

describe('a cron expression, compared with the real SDK', () => {
  let oracle: SdkOracle
  before(async () => {
    oracle = await openRealSdk()
  })
  after(() => oracle.restore())

  it('is one to both or to none', async () => {
    // Not a literal, since the subpath has no declarations.
    const path: string = '@ampt/sdk/schedule'
    const { Schedule } = (await import(path)) as { Schedule: new (name: string) => { validate(text: string): boolean } }
    const schedule = new Schedule('x')
    fc.assert(
      fc.property(minute, hour, dayOfMonth, month, dayOfWeek, year, (...fields) => {
        const text = fields.join(' ')
        assert.equal('error' in readCron(text), !schedule.validate(`cron(${text})`), text)
      }),
      { numRuns: 1000 },
    )
  })
})

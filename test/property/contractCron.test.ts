import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readCron, readRate } from '../../src/contract/recurrence'
import { openRealSdk, type SdkOracle } from '../support/realSdk'

const start = Date.UTC(2025, 1, 27, 22, 17, 30)
const minute = fc.constantFrom('0', '*', '0/15', '5,10', '1-30', '59', '60', '*/5', 'x', '?')
const hour = fc.constantFrom('0', '*', '23', '24', '*/8', '1-5', '0/2', '9,17')
const dayOfMonth = fc.constantFrom(
  '?',
  '*',
  '1',
  '31',
  '32',
  'L',
  '15W',
  '1-5',
  '1,15',
  '0',
  '1/5',
  '1W,15W',
  'L,1',
  'L-3',
  'L-31',
  'L-32',
  'LW',
)
const month = fc.constantFrom('*', '1', '12', '13', 'JAN', 'jan', 'JAN-MAR', '1/3', '0', '1,JUL', 'NOV-FEB', '11-2', 'NOV-2')
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
  'FRI-MON',
  'fri-mon',
  '6-2',
  'FRI-2',
  'SAT-SUN/2',
)
const year = fc.constantFrom('*', '2025', '2025-2030', '2199', '2200', '1970', '1969', '2025/2', '2025,2027', '2025-2024')

interface RealSchedule {
  readonly Schedule: new (name: string) => { validate(text: string): boolean }
  readonly convertRateToCron: (rate: string) => string | undefined
}

async function openSchedule(): Promise<RealSchedule> {
  // Not a literal, since the subpath has no declarations.
  const path: string = '@ampt/sdk/schedule'
  return (await import(path)) as RealSchedule
}

describe('a cron expression, compared with the real SDK', () => {
  let oracle: SdkOracle
  before(async () => {
    oracle = await openRealSdk()
  })
  after(() => oracle.restore())

  it('is one to both or to none', async () => {
    const { Schedule } = await openSchedule()
    const schedule = new Schedule('x')
    fc.assert(
      fc.property(minute, hour, dayOfMonth, month, dayOfWeek, year, (...fields) => {
        const text = fields.join(' ')
        assert.equal('error' in readCron(text), !schedule.validate(`cron(${text})`), text)
      }),
      { numRuns: 1000 },
    )
  })

  it('is what an interval becomes, at the same moments, where the SDK makes one of it', async () => {
    const { convertRateToCron } = await openSchedule()
    const rates = ['minute', 'hour'].flatMap((unit) => Array.from({ length: 60 }, (_, index) => `${index + 1} ${unit}s`))
    let made = 0
    for (const rate of rates) {
      const expression = convertRateToCron(rate)
      if (expression === undefined) continue
      made++
      const [ours, theirs] = [readRate(rate, start), readCron(expression)]
      assert.ok('next' in ours && 'next' in theirs)
      for (let at = start, count = 0; count < 30; count++) {
        assert.equal(ours.next(at), theirs.next(at), `${rate} after ${new Date(at).toISOString()}`)
        at = theirs.next(at)!
      }
    }
    assert.equal(made, 18)
  })
})

import assert from 'node:assert/strict'
import type { Scenario } from '../../../../src/model/scenario'
import { traceDigest } from '../../../../src/report/traceDigest'
import { handler, publishing, runApp } from '../../../support/runApp'

describe('what a scenario has and nothing meets', () => {
  const app = {
    ...handler(`await fetch('https://a.test/x'); console.log(send(), lib())`, `import { send } from 'mailer'\nimport { lib } from './lib'`),
  }
  const stub = { 'other.ts': '', 'stub.ts': `export const send = () => 1\nexport const lib = () => 2` }
  const rule = (match: string): Scenario['fetchRules'][number] => ({ match, reply: {} })
  const notesOf = async (scenario: Partial<Scenario>, stubs: Record<string, string>): Promise<readonly string[]> =>
    (await runApp({ ...app, ...stub }, publishing('a', scenario), { stubs })).end.notes
  const met = { mailer: 'stub.ts', './lib.js': './stub.ts' }

  it('is said of stubs, rules of fetch, choices and failures', async () => {
    const scenario: Partial<Scenario> = {
      fetchRules: [rule('https://a.test/*'), rule('GET https://a.test/x'), rule('https://b.test/*')],
      schedule: { version: 1, choices: { 'b#1@1.1': { fail: true } } },
      injections: [{ event: 'other', ordinal: null, attempts: [[1, 1]] }],
    }
    assert.deepEqual(await notesOf(scenario, { ...met, nodemailer: 'stub.ts', './other': 'other.ts' }), [
      'The schedule has a choice for b#1@1.1, and no such attempt came.',
      'Attempts of "other" were to fail (--fail), and none of those came.',
      'A stub replaces "nodemailer", and the app has no such import.',
      'A stub replaces "./other", and the app has no such import.',
      'Fetch rules that replied to no call: "GET https://a.test/x", "https://b.test/*".',
    ])
  })

  it('is said of failures with the name that was meant, if one that came is near', async () => {
    const injections = ['order.payed', 'order.paid'].map((event) => ({ event, ordinal: null, attempts: [[2, 2]] as const }))
    const { end } = await runApp(handler(`await events.publish('order.paid', {})`), publishing('a', { injections }))
    assert.deepEqual(end.notes, [
      'Attempts of "order.payed" were to fail (--fail), and none of those came. Did you mean "order.paid"?',
      'Attempts of "order.paid" were to fail (--fail), and none of those came.',
    ])
  })

  it('is said of faults that a schedule leaves nothing of', async () => {
    const schedule = { version: 1, choices: { 'a#1@1.1': {} } } as const
    const told =
      'The schedule has a choice for each attempt of the run: what is drawn beside it (duplicates, lateness, cold starts) did nothing.'
    assert.deepEqual(await notesOf({ schedule, duplicates: 1, network: 'stub' }, met), [told])
  })

  it('leaves the digest as it is: the run took the same steps', async () => {
    const drawn = { seed: 3, duplicates: 1, reorderMs: 1000 }
    const recorded = await runApp(handler(''), publishing('a', drawn))
    const replayed = await runApp(handler(''), publishing('a', { ...drawn, schedule: recorded.end.schedule }))
    assert.deepEqual([recorded.end.notes.length, replayed.end.notes.length], [0, 1])
    assert.equal(traceDigest(replayed), traceDigest(recorded))
  })

  it('is not said of rules for any host, which stand there just in case', async () => {
    const fetchRules = [rule('https://a.test/x'), ...['*', 'https://*', 'POST http://*/*'].map(rule)]
    assert.deepEqual(await notesOf({ fetchRules }, met), [])
  })
})

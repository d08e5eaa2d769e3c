// What a call works out for a delay is one, whoever works it out; what it takes out of something may be missing.
import { events, params } from '@ampt/sdk'
import dayjs from 'dayjs'
import { DateTime } from 'luxon'
import { policy, type Policy } from './policy'

type Delay = string | number | Date | undefined
const emit = async (name: string, body: object, options: { after?: Delay } = {}) => {
  if (options.after) await events.publish(name, { after: options.after }, body) // publish method after ? in handler of method, helper after ? in handler of helper, moment after ? in handler of moment, luxon after ? in handler of luxon, least after ? in handler of least, iso after ? in handler of iso, either after ? in handler of either, table after ? in handler of table, read after ? in handler of read, kept after ? in handler of kept, typed after ? in handler of typed, number after ? in handler of number, listed after ? in handler of listed, chained after ? in handler of chained
  else await events.publish(name, body) // publish read in handler of read, kept in handler of kept, typed in handler of typed, number in handler of number, listed in handler of asked, chained in handler of chained
}

class Poller {
  private backoff(tries: number) {
    return Math.min(2 ** tries, 60) * 1000
  }
  start() {
    events.on('method', ({ body }: any) => emit('method', body, { after: this.backoff(body.tries) })) // on method
  }
}
new Poller().start()
events.on('helper', ({ body }: any) => emit('helper', body, { after: policy.delay(body.tries) })) // on helper
events.on('moment', ({ body }: any) => emit('moment', body, { after: dayjs().add(5, 'minute').toDate() })) // on moment
events.on('luxon', ({ body }: any) => emit('luxon', body, { after: DateTime.utc().plus({ hours: 1 }).toJSDate() })) // on luxon
events.on('least', ({ body }: any) => emit('least', body, { after: Math.min(body.tries * 1000, 60_000) })) // on least
events.on('iso', ({ body }: any) => emit('iso', body, { after: new Date(Date.now() + 5000).toISOString() })) // on iso
events.on('either', ({ body }: any) => emit('either', body, { after: body.wait ?? dayjs().add(1, 'day').toDate() })) // on either
const waits = { soon: '1 minute', late: '1 day' }
const waitOf = (kind: keyof typeof waits) => waits[kind]
events.on('table', ({ body }: any) => emit('table', body, { after: waitOf(body.kind) })) // on table

const delayFor = (kind: string) => params(`DELAY_${kind}`)
events.on('read', ({ body }: any) => emit('read', body, { after: delayFor(body.kind) })) // on read
const kept = new Map<string, string>()
events.on('kept', ({ body }: any) => emit('kept', body, { after: kept.get(body.id) })) // on kept
const start = (own: Policy) => events.on('typed', ({ body }: any) => emit('typed', body, { after: own.next(body.tries) })) // on typed
start(policy)
events.on('number', ({ body }: any) => emit('number', body, { after: Number(body.wait) })) // on number
const days = ['1 day', '3 days']
const again = (tries = 1) => emit('listed', { tries }, { after: days[tries - 2] })
events.on('asked', () => again()) // on asked
events.on('listed', ({ body }: any) => again(body.tries + 1)) // on listed
events.on('chained', ({ body }: any) => emit('chained', body, { after: body.due?.toISOString() })) // on chained

// The one without a delay may stand first, and end there.
const early = async (name: string, body: object, after?: Delay) => {
  if (!after) {
    await events.publish(name, body) // publish first in handler of early
    return
  }
  await events.publish(name, { after }, body) // publish early after ? in handler of early
}
events.on('early', async ({ body }: any) => { // on early
  await early('early', body, dayjs().add(5, 'minute').toDate())
  await early('first', body)
})
const known = (name: string, body: object, after?: number) => {
  if (after === undefined) return events.publish(name, body)
  return events.publish(name, { after }, body) // publish known after ? in handler of known
}
events.on('known', ({ body }: any) => known('known', body, policy.delay(body.tries))) // on known

// A delay that goes through functions which hand it on, by its place or in options.
const placed = (name: string, body: object, after?: number) =>
  after ? events.publish(name, { after }, body) : events.publish(name, body) // publish handed after ? in handler of handed, later after ? in handler of later, plain
class Bus {
  publish(name: string, body: object, options: { delay?: number } = {}) {
    return placed(name, body, options.delay)
  }
  later(name: string, body: object, delay: number) {
    return this.publish(name, body, { delay })
  }
}
const bus = new Bus()
events.on('handed', ({ body }: any) => bus.publish('handed', body, { delay: policy.delay(body.tries) })) // on handed
events.on('later', ({ body }: any) => bus.later('later', body, policy.delay(body.tries))) // on later
events.on('plain', ({ body }: any) => bus.publish('plain', body)) // on plain

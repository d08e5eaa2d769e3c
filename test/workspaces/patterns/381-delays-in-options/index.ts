// A delay in an object of options is there where its type says so, or the code has asked for it.
import { events } from '@ampt/sdk'
import dayjs from 'dayjs'
import { delayOf } from './delays'

interface Options {
  after?: string
}
const emit = async (name: string, body: unknown, options: Options = {}) => {
  const { after } = options
  if (after) await events.publish(name, { after }, body) // publish offer.expired after 1800000 in handler of offer.expired, trial.ended after 1209600000 in handler of trial.ended, reminded after 3600000 in handler of reminded, job.due after ? in handler of job.due, step.due after ? in handler of step.due, retry.due after ? in handler of retry.due, read after ? in handler of read, open after ? in handler of open
  else await events.publish(name, body) // publish job.dead in handler of job.due, read in handler of read, open in handler of open
}

// A text that the type does not allow to be missing.
class Waitlist {
  constructor(private readonly ttl: string) {}
  start() {
    events.on('offer.expired', () => this.offer()) // on offer.expired
  }
  private async offer() {
    await emit('offer.expired', {}, { after: this.ttl })
  }
}
new Waitlist('30 minutes').start()
const createTrial = (length: string) => ({ start: () => emit('trial.ended', {}, { after: length }) })
const trial = createTrial('14 days')
events.on('trial.ended', () => trial.start()) // on trial.ended
export const remind = (wait = '1 hour') => emit('reminded', {}, { after: wait })
events.on('reminded', () => remind()) // on reminded

// What may be missing is asked for before.
const backoff = (tries: number): string | null => (tries > 3 ? null : `${2 ** tries} minutes`)
events.on('job.due', async ({ body }) => { // on job.due
  const after = backoff(body.tries)
  if (after === null) {
    await emit('job.dead', body)
    return
  }
  await emit('job.due', body, { after })
})
const retry = (tries: number) => emit('retry.due', {}, { after: delayOf(tries + 1) })
events.on('retry.due', ({ body }) => retry(body.tries)) // on retry.due
const steps = [{ wait: '1 day' }, { wait: '2 hours' }] as const
async function next(place: number) {
  const step = steps[place]
  if (!step) return
  await emit('step.due', { place }, { after: step.wait })
}
events.on('step.due', ({ body }) => next(body.place + 1)) // on step.due

// What nothing asks for may be missing.
events.on('read', ({ body }: { body: Options }) => emit('read', {}, { after: body.after })) // on read
events.on('open', async ({ body }: { body: Options }) => { // on open
  if (!body) return
  await emit('open', {}, { after: body.after })
})

// What the language or a library works out is there.
const poll = (name: string, { delay }: { delay?: number | Date } = {}) =>
  delay !== undefined ? events.publish(name, { after: delay }, {}) // publish polled after ? in handler of polled, dated after ? in handler of dated
    : events.publish(name, {})
events.on('polled', ({ body }) => poll('polled', { delay: Math.max(1000, body.due - Date.now()) })) // on polled
events.on('dated', () => poll('dated', { delay: dayjs().add(5, 'minutes').toDate() })) // on dated

// The same where the options are handed on, or stand for themselves, unless they are changed.
const wait = (tries: number) => 1000 * tries
const again = (name: string, body: unknown, options: { after?: number | string } = {}) =>
  options.after ? events.publish(name, { after: options.after }, body) // publish held after ? in handler of held, passed after ? in handler of passed, spread after ? in handler of spread, changed after ? in handler of changed
    : events.publish(name, body) // publish changed in handler of changed, plain in handler of plain
class Bus {
  publish(name: string, body: unknown, options?: { after?: number }) {
    return again(name, body, options)
  }
}
const bus = new Bus()
const traced = (name: string, body: unknown, options: { after?: number } = {}) => again(name, body, { ...options })
events.on('held', async ({ body }) => { // on held
  const options = { after: wait(body.tries) }
  await again('held', body, options)
})
events.on('passed', ({ body }) => bus.publish('passed', body, { after: wait(body.tries) })) // on passed
events.on('spread', ({ body }) => traced('spread', body, { after: wait(body.tries) })) // on spread
events.on('changed', async ({ body }) => { // on changed
  const options: { after?: number } = { after: wait(body.tries) }
  if (body.isUrgent) delete options.after
  await again('changed', body, options)
})
events.on('plain', ({ body }) => bus.publish('plain', body)) // on plain

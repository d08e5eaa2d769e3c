// A wrapper that asks for a delay: what a call passes for it is one, also where the text does not tell which.
import { events } from '@ampt/sdk'
import { addMinutes } from 'date-fns'

function emit(name: string, body: unknown, after?: string | number | Date) {
  if (after) return events.publish(name, { after }, body) // publish dated after ?, added after ?, drawn after 1000-1999, raised after ?, made after ?, read after ?
  return events.publish(name, body) // publish plain
}
const tomorrow = () => {
  const day = new Date()
  day.setUTCDate(day.getUTCDate() + 1)
  return day
}
events.on('dated', () => emit('dated', {}, new Date(Date.now() + 60_000))) // on dated
events.on('added', () => emit('added', {}, Date.now() + 60_000)) // on added
events.on('drawn', () => emit('drawn', {}, Math.floor(Math.random() * 1000) + 1000)) // on drawn
events.on('raised', ({ body }) => emit('raised', {}, 60_000 * 2 ** body.attempt)) // on raised
events.on('made', () => emit('made', {}, tomorrow())) // on made
events.on('read', () => emit('read', {}, addMinutes(new Date(), 5))) // on read
events.on('plain', () => emit('plain', {})) // on plain

// What Ampt hands to a handler may lack it.
events.on('own', async ({ body }) => { // on own
  if (body.after) await events.publish('own', { after: body.after }, body) // publish own after ? in handler of own
  else await events.publish('own', body) // publish own in handler of own
})

// Where the names differ, the condition asks for more than a delay.
const announce = (topic: string, until?: Date) =>
  until === undefined ? events.publish(`${topic}.now`, {}) // publish sale.now, fair.now
    : events.publish(`${topic}.later`, { after: until }, {}) // publish sale.later after ?
events.on('opened', async ({ body }) => announce('sale', body.until)) // on opened
events.on('closed', async () => announce('fair')) // on closed

// Objects that `new` makes, and numbers that chance draws above zero, are there.
const client = new URL('https://example.org')
export const open = (name: string, by: unknown) => (by ? events.publish(`${name}.by`, {}) : events.publish(name, {})) // publish seen.by, drawn.by
open('seen', client)
open('drawn', Math.random() + 1)

// Whether it is above zero is told, too; what is read elsewhere may be missing.
async function later(name: string, delay = 0) {
  if (delay > 0) return events.publish(name, { after: delay }, {}) // publish late after 60000
  return events.publish(name, {}) // publish soon
}
events.on('late', () => later('late', 60_000)) // on late
events.on('soon', () => later('soon')) // on soon

function pass(name: string, after?: string) {
  if (after) return events.publish(name, { after }, {}) // publish step after ?
  return events.publish(name, {}) // publish step
}
events.on('step', ({ body }: { body: { delay?: string } }) => pass('step', body.delay)) // on step

// A member of what is passed is asked for in the same way.
function send(name: string, body: unknown, options?: { delay?: number }) {
  if (options && options.delay) return events.publish(name, { after: options.delay }, body) // publish retried after ?, resent after ?, moved after ?
  return events.publish(name, body) // publish sent, moved
}
events.on('retried', ({ body }) => send('retried', {}, { delay: 30_000 * Math.pow(4, body.tries) })) // on retried
events.on('resent', ({ body }) => { // on resent
  const delay = 1000 * (body.tries + 1)
  return send('resent', {}, { delay })
})
events.on('moved', ({ body }: { body: { delay?: number } }) => send('moved', {}, { delay: body.delay })) // on moved
events.on('sent', () => send('sent', {}, {})) // on sent
const ahead = (name: string, { delay }: { delay?: number } = {}) =>
  delay === undefined ? events.publish(name, {}) // publish known
    : events.publish(name, { after: delay }, {}) // publish worked after ?
events.on('worked', ({ body }) => ahead('worked', { delay: 1000 * body.tries })) // on worked
events.on('known', () => ahead('known')) // on known

// Which of two delays it is, callers tell: that it is one, whoever calls.
function wait(name: string, { delay }: { delay?: number } = {}) {
  if (delay === undefined) return events.publish(name, {}) // publish now
  return events.publish(name, { after: delay }, {}) // publish chosen after ?
}
const choose = (isUrgent: boolean) => wait('chosen', { delay: isUrgent ? 60_000 : 3_600_000 })
events.on('chosen', ({ body }) => choose(body.isUrgent)) // on chosen
events.on('now', () => wait('now')) // on now

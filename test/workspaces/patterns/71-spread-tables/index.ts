import { events } from '@ampt/sdk'

// Tables that others are spread into.
const users = {
  'user.joined': async () => {
    await events.publish('mail.sent', {}) // publish mail.sent in handler of user.joined
  },
  'user.left': async () => {},
}
const mails = { 'mail.sent': async () => {}, 'user.left': async () => events.publish('mail.bye', {}) } // publish mail.bye in handler of user.left
const all = { ...users, ...mails, 'mail.bye': async () => {} }
for (const [name, handler] of Object.entries(all)) events.on(name, handler) // on user.joined, user.left, mail.sent, mail.bye

const names = { LEFT: 'name.left' } as const
const more = { ...names, JOINED: 'name.joined' } as const
Object.values(more).forEach((name) => events.on(name, () => {})) // on name.left, name.joined

// What may be spread, or is spread into itself, is not told.
const open = { ...JSON.parse('{}'), 'open.a': async () => {} }
for (const name of Object.keys(open)) events.on(name, open[name]) // on ?
let circle = { 'circle.a': async () => {} }
circle = { ...circle, 'circle.b': async () => {} }
for (const name of Object.keys(circle)) events.on(name, circle[name]) // on circle.a, ?

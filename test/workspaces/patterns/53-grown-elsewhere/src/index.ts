import { events } from '@ampt/sdk'
import { add } from './add'
import { late, orders, topics, users } from './lists'

// What is added by another name, by a function, or by another file belongs to the list too.
const alias = topics.mail
alias.push('mail.bounced')
for (const name of topics.mail) await events.publish(name, {}) // publish mail.sent, mail.bounced

add(users, 'user.left')
add(orders, 'order.paid')
for (const name of users) await events.publish(name, {}) // publish user.joined, user.left, user.banned
for (const name of orders) await events.publish(name, {}) // publish order.placed, order.paid
for (const name of late) await events.publish(name, {}) // publish late.first

const more = ['mixed.b', 'mixed.c']
const mixed = new Set(['mixed.a'])
const same = mixed
same.add('mixed.d')
for (const name of mixed) await events.publish(name, {}) // publish mixed.a, mixed.d
const spread = ['mixed.a']
spread.push(...more)
for (const name of spread) await events.publish(name, {}) // publish mixed.a, mixed.b, mixed.c

function put(into: Map<string, string>, key: string): void {
  into.set(key, `put.${key}`)
}
const byKey = new Map([['a', 'put.first']])
put(byKey, 'b')
export const emit = (key: string) => events.publish(byKey.get(key)!, {}) // publish put.first, put.b

// Of what is made anew in each call, others grow one that is not told.
function made(): string[] {
  const names = ['made.first']
  add(names, 'made.later')
  return names
}
for (const name of made()) await events.publish(name, {}) // publish made.first, ?

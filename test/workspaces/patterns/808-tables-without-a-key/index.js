const { events, schedule } = require('@ampt/sdk')

// What a table has under a key that is not told may be nothing: that is asked.

const delays = { 0: '30 seconds', 1: '5 minutes' }
const names = { card: 'paid.by-card', cash: 'paid.in-cash' }

async function send(sms) {
  const tries = sms.tries ?? 0
  const after = delays[tries]
  if (!after) return events.publish('sms.failed', sms) // publish sms.failed in handler of sms.send
  await events.publish('sms.send', { after }, { ...sms, tries: tries + 1 }) // publish sms.send after ? in handler of sms.send
}

events.on('sms.send', ({ body }) => send(body)) // on sms.send

async function pay(kind) {
  const name = names[kind]
  if (!name) return events.publish('paid.strangely', { kind }) // publish paid.strangely in handler of order.placed
  await events.publish(name, { kind }) // publish paid.by-card in handler of order.placed, paid.in-cash in schedule till, handler of order.placed
}

events.on('order.placed', ({ body }) => pay(body.kind)) // on order.placed
schedule('till').every('1 day', () => pay('cash'))

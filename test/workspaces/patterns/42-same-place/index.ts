import { events } from '@ampt/sdk'

// What stands at the same place of two lists belongs together.
const names = ['made', 'sent']
const handlers = [onMade, onSent]
async function onMade() {
  await events.publish('made.seen', {}) // publish made.seen in handler of made
}
async function onSent() {
  await events.publish('sent.seen', {}) // publish sent.seen in handler of sent
}
names.forEach((name, place) => events.on(name, handlers[place]!)) // on made runs onMade, sent runs onSent

const looped = [onLooped, onLoopedLast]
async function onLooped() {
  await events.publish('looped.seen', {}) // publish looped.seen in handler of looped.made
}
async function onLoopedLast() {
  await events.publish('looped.last.seen', {}) // publish looped.last.seen in handler of looped.sent
}
for (let i = 0; i < names.length; i++) {
  events.on(`looped.${names[i]}`, looped[i]!) // on looped.made runs onLooped, looped.sent runs onLoopedLast
}

// The next of a list: the last has none.
const steps = ['first', 'second', 'third']
steps.forEach((step, place) => {
  events.on(step, async () => { // on first, second, third
    const next = steps[place + 1]
    if (next) await events.publish(next, {}) // publish second in handler of first, third in handler of second
  })
})

// Of two functions it is not told which.
events.on('either', process.env.MADE ? onOne : onOther) // on either runs none
async function onOne() {}
async function onOther() {}

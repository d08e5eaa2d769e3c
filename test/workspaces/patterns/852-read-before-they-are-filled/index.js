const { events } = require('@ampt/sdk')

// Objects that are read by functions which run before their members get others.

const first = { name: 'first.early' }
announce()
first.name = 'first.late'

function announce() {
  events.publish(first.name, {}) // publish first.early, first.late
}

events.on('first.asked', () => announce()) // on first.asked

const second = { name: 'second.early' }
second.name = nextName()
events.publish(second.name, {}) // publish second.early, second.late

function nextName() {
  events.publish(second.name, {}) // publish second.early, second.late
  return 'second.late'
}

const third = { name: 'third.early' }
console.log('nobody else reads it')
third.name = ['third', 'late'].join('.')
events.publish(third.name, {}) // publish third.late

// A wrapper with an argument that may be left out moves the others: each call keeps its own function, options and delay.
const { events } = require('@ampt/sdk')

function moved(name, options, run) {
  if (typeof options === 'function') {
    run = options
    options = {}
  }
  events.on(name, options, async (event) => await run(event.body)) // on moved.plain timeout none, moved.timed timeout 30000, logged timeout none
}
moved('moved.plain', (body) => events.publish('logged', body)) // publish logged in handler of moved.plain
moved('moved.timed', { timeout: 30000 }, (body) => events.publish('logged', body)) // publish logged in handler of moved.timed
moved('logged', () => {})

function again(name, options, run) {
  if (typeof options === 'function') return again(name, {}, options)
  events.on(name, options, async (event) => await run(event.body)) // on again.plain timeout none, again.timed timeout 30000, noted timeout none
}
again('again.plain', (body) => events.publish('noted', body)) // publish noted in handler of again.plain
again('again.timed', { timeout: 30000 }, (body) => events.publish('noted', body)) // publish noted in handler of again.timed
again('noted', () => {})

function chosen(name, options, run) {
  const handler = typeof options === 'function' ? options : run
  const given = typeof options === 'function' ? {} : options
  events.on(name, given, async (event) => await handler(event.body)) // on chosen.plain timeout none, chosen.timed timeout 30000, told timeout none
}
chosen('chosen.plain', (body) => events.publish('told', body)) // publish told in handler of chosen.plain
chosen('chosen.timed', { timeout: 30000 }, (body) => events.publish('told', body)) // publish told in handler of chosen.timed
chosen('told', () => {})

function send(name, delay, body) {
  if (body === undefined) {
    body = delay
    delay = undefined
  }
  if (delay) return events.publish(name, { after: delay }, body) // publish later after 300000 in handler of sooner
  return events.publish(name, body) // publish sooner in handler of later
}
events.on('sooner', () => send('later', '5 minutes', {})) // on sooner
events.on('later', () => send('sooner', {})) // on later

// What is not told of an argument is not what others pass.
function open(name, run) {
  if (process.env.QUIET) run = globalThis.fallback
  events.on(name, (event) => run(event.body)) // on open.own, open.other
}
open('open.own', (body) => events.publish('open.told', body)) // publish open.told in handler of open.own
open('open.other', () => {})

// A function that is made before may run before or after.
function made(name) {
  const now = () => events.publish(name, {}) // publish made.first, made.second
  name = 'made.second'
  return now
}
made('made.first')()

function counted(name) {
  for (const part of [1, 2]) {
    events.publish(name, { part }) // publish counted.first, counted.second
    name = 'counted.second'
  }
}
counted('counted.first')

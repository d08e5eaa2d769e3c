'use strict'

const { events } = require('@ampt/sdk')

// Functions that pass their arguments on, whatever these are.
function emit(name, body) {
  return events.publish(name, body) // publish rest in handler of start, applied in handler of rest, whole in handler of applied, taken in handler of whole, longer in handler of taken, twice in handler of longer, first in handler of twice, ?
}
const emitSafe = (...args) => emit(...args).catch(console.error)
function emitApplied() {
  return emit.apply(null, arguments).catch(console.error)
}
function emitWhole() {
  return emit(...arguments)
}
function emitTaken() {
  const [name, body] = arguments
  return emit(name, body)
}
function emitLonger(name) {
  console.log(name)
  return emit.apply(this, arguments)
}
function emitTwice(...all) {
  return emitApplied.apply(this, all)
}

events.on('start', ({ body }) => emitSafe('rest', body)) // on start
events.on('rest', ({ body }) => emitApplied('applied', body)) // on rest
events.on('applied', ({ body }) => emitWhole('whole', body)) // on applied
events.on('whole', ({ body }) => emitTaken('taken', body)) // on whole
events.on('taken', ({ body }) => emitLonger('longer', body)) // on taken
events.on('longer', ({ body }) => emitTwice('twice', body)) // on longer
// Of these it is not told how many they are.
events.on('twice', ({ body }) => emit('first', ...body.others)) // on twice
events.on('first', ({ body }) => emitSafe(...body.all)) // on first

// A name that one of them is passed stays with who passes it.
const send = (...args) => events.publish(...args) // publish one in handler of send, two in handler of one
const sendEmpty = (name) => send(name, {})
events.on('send', () => sendEmpty('one')) // on send
events.on('one', () => sendEmpty('two')) // on one

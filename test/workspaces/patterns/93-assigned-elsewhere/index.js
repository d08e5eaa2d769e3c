// Members that other files assign to an object, and methods that a prototype is given.
const { events } = require('@ampt/sdk')
const Mailer = require('./mailer')
const bus = require('./bus')
require('./setup')

const mailer = new Mailer('mail')
events.on('save.asked', async (event) => { // on save.asked
  await mailer.save(event.body)
  await mailer.twice()
})
events.on('bus.asked', () => bus.emit('bus.sent')) // on bus.asked
bus.listen('bus.heard', () => bus.emit('bus.replied'))

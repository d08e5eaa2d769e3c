const { events, task } = require('@ampt/sdk')

// Modules, and what they make, as they were written before there were classes and imports.
const store = require('./store')
store.init(events)
task('store', () => store.save())

const cart = require('./cart')
cart.init({ events })
task('cart', () => cart.save())

const Users = require('./users')
const users = Users(events)
task('users', () => users.add(1))

const Mails = require('./mails')
const mails = Mails.create({ bus: events })
task('mails', mails.send)

const audit = (function (bus) {
  function note() {
    return bus.publish('audit', {}) // publish audit in task audit
  }
  return { note: note }
})(events)
task('audit', () => audit.note())

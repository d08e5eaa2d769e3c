const { events, task } = require('@ampt/sdk')
const store = require('./store')
const state = require('./state')

// An object that gets its members line by line.
const services = {}
services.bus = events
services.orders = require('./orders')(services)
task('orders', () => services.orders.place())

const save = (own) => own.bus.publish('saved', {}) // publish saved in task save
task('save', () => save(services))

// One that is handed what it needs.
store.init(events)
task('store', () => store.save())

state.bus = events
task('state', () => state.tell())

class Mails {
  constructor(deps) {
    Object.assign(this, deps)
  }
  send() {
    return this.events.publish('mail', {}) // publish mail in task mails
  }
}
const mails = new Mails({ events })
task('mails', () => mails.send())

const Late = require('./late')
const late = new Late()
late.bus = events
task('late', () => late.tell())

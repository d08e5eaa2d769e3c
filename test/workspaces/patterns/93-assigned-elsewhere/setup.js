const { events } = require('@ampt/sdk')
const bus = require('./bus')
bus.emit = function (name, body) {
  return events.publish(name, body) // publish bus.sent in handler of bus.asked, bus.replied in handler of bus.heard
}
bus.listen = (name, run) => events.on(name, run) // on bus.heard

'use strict'

const { events } = require('@ampt/sdk')

module.exports = function fire(name) {
  const rest = Array.prototype.slice.call(arguments, 1)
  return events.publish.apply(events, [name].concat(rest)) // publish fired.one, fired.two
}

module.exports.all = function (name, body) {
  return events.publish.apply(events, arguments) // publish fired.all
}

const { events } = require('@ampt/sdk')

var names = (exports = module.exports = {})
names.MADE = 'user.made'
names.tell = function () {
  return events.publish('user.told', {}) // publish user.told in handler of user.made
}

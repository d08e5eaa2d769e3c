var sdk = require('@ampt/sdk')

function Mails(options) {
  options = options || {}
  this._bus = options.bus || sdk.events
  this.send = this.send.bind(this)
}
Mails.create = function (options) {
  return new Mails(options)
}
Mails.prototype = {
  constructor: Mails,
  send: function () {
    return this._bus.publish('mail', {}) // publish mail in task mails
  },
}

module.exports = Mails

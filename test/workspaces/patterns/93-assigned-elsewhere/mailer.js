const { events } = require('@ampt/sdk')

function Mailer(prefix) {
  this.prefix = prefix
}
Mailer.prototype.save = function (body) {
  return events.publish('mail.saved', body) // publish mail.saved in handler of save.asked
}
Mailer.prototype.twice = async function () {
  await this.tell('first')
  await this.tell('second')
}
Mailer.prototype.tell = function (kind) {
  return events.publish(`${this.prefix}.${kind}`, {}) // publish mail.first in handler of save.asked, mail.second in handler of save.asked
}
module.exports = Mailer

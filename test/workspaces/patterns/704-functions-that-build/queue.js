const { events } = require('@ampt/sdk')

var Queue = function (name) {
  this.name = name
}
Queue.prototype.add = function (body) {
  return events.publish(this.name, body) // publish mail in task mail
}
Object.assign(Queue.prototype, {
  addLater(body) {
    return events.publish(this.name, { after: '1 minute' }, body) // publish print after 60000 in task print
  },
})

module.exports = Queue

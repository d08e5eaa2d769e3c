const { events } = require('@ampt/sdk')

// Methods of an object that are put into others: `this` in them is what has them there.

exports.closable = {
  close(reason) {
    return events.publish(`${this.channel}.closed`, { reason }) // publish orders.closed in handler of orders.full, carts.closed in handler of carts.full, session.closed in handler of session.ended, door.closed in handler of door.left
  },
}

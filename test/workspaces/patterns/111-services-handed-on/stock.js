const { events } = require('@ampt/sdk')

class Stock {
  async take(item) {
    await events.publish('stock.taken', { item }) // publish stock.taken in handler of order.packed
  }
}

module.exports = { Stock }

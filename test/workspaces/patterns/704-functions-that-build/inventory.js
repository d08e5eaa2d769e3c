function Inventory(options) {
  this.events = options.events
}

Inventory.prototype.reserve = async function (paper) {
  await this.events.publish('stock.low', { paper }) // publish stock.low in handler of order.placed
}

module.exports = Inventory

const util = require('util')

function Base(bus, prefix) {
  const self = this
  self.bus = bus
  self.prefix = prefix
  this.tell = function (what) {
    return bus.publish(self.prefix + '.' + what, {}) // publish order.told in task orders, refund.told in task refunds
  }
}
Base.prototype = {
  constructor: Base,
  place() {
    this.tell('told')
    return this.bus.publish(this.prefix + '.placed', {}) // publish order.placed in task orders, refund.placed in task refunds
  },
}

function Orders(bus) {
  Base.call(this, bus, 'order')
}
util.inherits(Orders, Base)

function Refunds(bus) {
  Base.call(this, bus, 'refund')
}
Refunds.prototype = Object.create(Base.prototype)

module.exports = { Orders, Refunds }

function Base(bus) {
  this.bus = bus
}
Base.prototype.tell = function (name) {
  return this.bus.publish(name, {}) // publish user.added in task users
}
module.exports = Base

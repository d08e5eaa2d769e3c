function Late() {
  this.bus = null
}
Late.prototype.tell = function () {
  return this.bus.publish('late', {}) // publish late in task late
}
module.exports = Late

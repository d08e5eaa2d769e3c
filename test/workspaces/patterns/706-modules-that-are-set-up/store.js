module.exports.bus = null
exports.init = function (bus) {
  module.exports.bus = bus
}
exports.save = function () {
  return exports.bus.publish('stored', {}) // publish stored in task store
}

const store = {
  bus: null,
  init(bus) {
    this.bus = bus
    return this
  },
  save: function () {
    return this.bus.publish('stored', {}) // publish stored in task store
  },
}
module.exports = store

module.exports = function (services) {
  return {
    place() {
      return services.bus.publish('placed', {}) // publish placed in task orders
    },
  }
}

var deps = {}
exports = module.exports = {
  init: function (given) {
    Object.assign(deps, given)
  },
}
exports.save = function () {
  return deps.events.publish('cart', {}) // publish cart in task cart
}

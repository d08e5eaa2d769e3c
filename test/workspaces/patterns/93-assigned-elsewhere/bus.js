const bus = {}
module.exports = bus

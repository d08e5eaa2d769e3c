Object.assign(module.exports, require('./assembled'))

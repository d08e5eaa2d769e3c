// Calls what it is given with what else it is given.
exports.each = (modules, ...args) => modules.map((module) => module(...args))
exports.registerAll = (modules, ...args) => {
  for (const one of modules) one.register(...args)
}
exports.applyAll = (modules, ...args) => modules.forEach((module) => module.apply(null, args))

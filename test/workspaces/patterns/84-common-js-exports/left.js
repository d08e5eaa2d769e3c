module.exports = { STAYED: 'user.stayed' }
Object.assign(module.exports, { LEFT: 'user.left' })

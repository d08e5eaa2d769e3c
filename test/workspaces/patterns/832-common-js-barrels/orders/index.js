module.exports = { ...require('./place'), other: true }

module.exports = require('./send')

module.exports = Object.assign({}, require('@ampt/sdk'), { version: 1 })

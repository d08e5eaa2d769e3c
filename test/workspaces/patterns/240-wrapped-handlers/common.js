const { events } = require('@ampt/sdk')
const wrap = require('express-async-handler')
exports.list = wrap(async () => {
  await events.publish('listed', {}) // publish listed in PUT /orders
})

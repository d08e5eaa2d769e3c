const { events } = require('@ampt/sdk')

module.exports = {
  cron: '0/30 * * * ? *',
  run: async () => {
    await events.publish('stock.given', {}) // publish stock.given in schedule carts
  },
}

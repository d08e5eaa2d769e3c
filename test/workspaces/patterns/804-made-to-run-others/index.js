const { events } = require('@ampt/sdk')
const util = require('node:util')
const _ = require('lodash')

// Functions that run the one they are handed, as it is called.

class Inventory {
  constructor(db) {
    this.db = db
    this.reserve = util.promisify(this.reserveWith)
  }
  reserveWith(sku, callback) {
    this.db.query('update stock', (error) => {
      if (error) return callback(error)
      events.publish('stock.reserved', { sku }).then(() => callback(null), callback) // publish stock.reserved in handler of order.placed
    })
  }
}

const inventory = new Inventory(require('db'))
events.on('order.placed', async ({ body }) => { // on order.placed
  await inventory.reserve(body.sku)
})

const index = _.debounce((id) => events.publish('order.indexed', { id }), 500) // publish order.indexed in handler of order.changed
events.on('order.changed', ({ body }) => index(body.id)) // on order.changed

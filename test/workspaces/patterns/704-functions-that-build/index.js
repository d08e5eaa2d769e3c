const { events, task } = require('@ampt/sdk')
const Inventory = require('./inventory')
const { Orders, Refunds } = require('./orders')
const Queue = require('./queue')

const inventory = new Inventory({ events })
events.on('order.placed', async ({ body }) => inventory.reserve(body.paper)) // on order.placed
events.on('stock.low', async () => {}) // on stock.low

const orders = new Orders(events)
const refunds = new Refunds(events)
task('orders', () => orders.place())
task('refunds', () => refunds.place())

// Each has a name of its own.
const mail = new Queue('mail')
const print = new Queue('print')
task('mail', () => mail.add({}))
task('print', () => print.addLater({}))

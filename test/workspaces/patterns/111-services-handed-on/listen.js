const { events } = require('@ampt/sdk')

exports.listen = (packing) => {
  events.on('order.packed', async ({ body }) => { await packing.pack(body) }) // on order.packed runs none
}

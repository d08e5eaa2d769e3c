const { data } = require('@ampt/data')
const { ORDER_PLACED } = require('./names')

module.exports = (events) => {
  events.on(ORDER_PLACED, async ({ body, attempt }) => {
    if (attempt < 3) throw new Error(`the warehouse is closed (${attempt})`)
    await data.set(`order:${body.id}`, { shipped: true })
  })
}

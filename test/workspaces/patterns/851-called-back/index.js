const { events } = require('@ampt/sdk')
const { promisify } = require('util')

// What a function of callbacks returns is not what its promise gives.

const nameOf = promisify((id, done) => {
  setTimeout(() => done(null, 'order.paid'), 10)
  return 'timer'
})

const optionsOf = promisify(function (id, done) {
  done(null, { after: '1 minute' })
  return { after: '1 day' }
})

events.on('order.placed', async ({ body }) => { // on order.placed
  await events.publish(await nameOf(body.id), {}) // publish ?
  const options = await optionsOf(body.id)
  await events.publish('order.reminded', options, {}) // publish order.reminded after ?
})

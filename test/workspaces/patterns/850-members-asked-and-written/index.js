const { events } = require('@ampt/sdk')

// What was asked of a member tells nothing of it once that may be another.

events.on('order.changed', async ({ body: order }) => { // on order.changed
  if (order.kind !== 'gift') return
  const { id } = order
  order.total = 0
  await events.publish(`${order.kind}.kept`, { id }) // publish gift.kept
})

events.on('order.placed', async ({ body: order }) => { // on order.placed
  if (order.status !== 'placed') return
  order.status = await charge(order.id)
  await events.publish(`order.${order.status}`, {}) // publish order.*
})

events.on('order.charged', async ({ body: order }) => { // on order.charged
  if (order.status !== 'charged') return
  advance(order)
  await events.publish(`behind.${order.status}`, {}) // publish behind.*
})

events.on('order.stored', async ({ body: order }) => { // on order.stored
  switch (order.state) {
    case 'stored':
      order.next()
      await events.publish(`state.${order.state}`, {}) // publish state.*
  }
})

function advance(order) {
  order.status = process.env.STATUS
}

const mode = { name: process.env.MODE }

events.on('mode.asked', async () => { // on mode.asked
  if (mode.name !== 'test') return
  await switchMode()
  await events.publish(`mode.${mode.name}`, {}) // publish mode.*
})

async function switchMode() {
  mode.name = await load()
}

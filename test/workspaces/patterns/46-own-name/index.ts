import { events } from '@ampt/sdk'

// A handler knows the name of its event.
events.on('again', async (event) => { // on again
  await events.publish(event.name, { after: 1000 }, event.body) // publish again after 1000 in handler of again
})
events.on('custom:tried', async ({ name, body }) => { // on tried
  await events.publish(`${name}.retry`, body) // publish tried.retry in handler of tried
})

async function both(event: { name: string; body: unknown }) {
  await events.publish(`${event.name}.seen`, event.body) // publish left.seen in handler of left, right.seen in handler of right
  switch (event.name) {
    case 'left':
      await events.publish('was.left', {}) // publish was.left in handler of left
      break
    case 'right':
      await events.publish('was.right', {}) // publish was.right in handler of right
  }
}
events.on('left', both) // on left runs both
events.on('right', both) // on right runs both

// Handed on, and of a wrapper.
function retry(event: { name: string; body: unknown }) {
  return events.publish(event.name, { after: 60000 }, event.body) // publish later after 60000 in handler of later
}
events.on('later', (event) => retry(event)) // on later
function listen(name: string) {
  events.on(name, async (event) => { // on this, that
    await events.publish(`${event.name}.heard`, {}) // publish this.heard in handler of this, that.heard in handler of that
  })
}
listen('this')
listen('that')

// What each name's own functions publish, no other name's do.
import { events } from '@ampt/sdk'
import { handle, Hub, listen, onAll, onEach, Registry, subscribe } from './dispatchers'
listen('user.joined', async (b) => {
  await events.publish('user.greeted', b) // publish user.greeted in handler of user.joined
})
listen('user.greeted', async () => {})
handle('cart.filled', async (b) => {
  await events.publish('cart.priced', b) // publish cart.priced in handler of cart.filled
})
handle('cart.priced', async () => {})
subscribe('order.placed', async (b) => {
  await events.publish('order.paid', b) // publish order.paid in handler of order.placed
})
subscribe('order.paid', async () => {})
const hub = new Hub()
hub.on('stock.low', async (b) => {
  await events.publish('stock.ordered', b) // publish stock.ordered in handler of stock.low
})
hub.on('stock.ordered', async () => {})
hub.listen('mail.queued', async (b) => {
  await events.publish('mail.sent', b) // publish mail.sent in handler of mail.queued
})
hub.listen('mail.sent', async (b) => {
  await events.publish('mail.read', b) // publish mail.read in handler of mail.sent
})
hub.listen('mail.read', async () => {})
hub.hook('room.booked', async (b) => {
  await events.publish('room.cleaned', b) // publish room.cleaned in handler of room.booked
})
hub.hook('room.cleaned', async () => {})
Registry.add('visit.made', async (b) => {
  await events.publish('visit.billed', b) // publish visit.billed in handler of visit.made
}).add('visit.billed', async () => {})
Registry.bind()
const files = {
  'file.put': async (b: unknown) => {
    await events.publish('file.read', b) // publish file.read in handler of file.put
  },
  'file.read': async () => {},
}
for (const [name, run] of Object.entries(files)) onEach(name, run)
const pages: Record<string, (body: unknown) => Promise<void>> = {
  'page.made': async (b) => {
    await events.publish('page.shown', b) // publish page.shown in handler of page.made
  },
  'page.shown': async (b) => {
    await events.publish('page.kept', b) // publish page.kept in handler of page.shown
  },
}
for (const name of Object.keys(pages)) onAll(name, pages[name]!)
onAll(['page.kept'], async () => {})

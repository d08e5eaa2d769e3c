import { events } from '@ampt/sdk'

const names = { shown: 'bid.shown' }
const bus = Object.assign((name: string, body: unknown) => events.publish(name, body), { // publish bid.opened, bid.shown
  later: (name: string, body: unknown) => events.publish(name, { after: '1 hour' }, body), // publish bid.ends after 3600000
  names,
})
export async function open(body: unknown) {
  await bus('bid.opened', body)
  await bus.later('bid.ends', body)
  await bus(bus.names.shown, body)
}

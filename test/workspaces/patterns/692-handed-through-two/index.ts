// A list goes through two functions to a walk that names what it calls, and a function has others as its members.
import { events } from '@ampt/sdk'

interface Event {
  name: string
  body: unknown
}
const emit = ({ name, body }: Event) => events.publish(name, body) // publish bid.lost times n in handler of bid.closed, bid.won in handler of bid.sold, bid.told in handler of bid.sold
const emitAll = (all: Event[]) => Promise.all(all.map(emit))
const send = (all: Event[]) => emitAll(all)

events.on('bid.closed', async ({ body }) => { // on bid.closed
  await send(body.losers.map((id: string) => ({ name: 'bid.lost', body: { id } })))
})
events.on('bid.sold', async ({ body }) => { // on bid.sold
  await send([{ name: 'bid.won', body }, { name: 'bid.told', body }])
})

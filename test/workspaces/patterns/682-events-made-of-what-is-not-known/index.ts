// What a function makes of the items of a list is told, whatever the list.
import { events } from '@ampt/sdk'

interface Event {
  type: string
  body: unknown
}
const emit = ({ type, body }: Event) => events.publish(type, body) // publish bid.lost in handler of bid.placed, bid.kept in handler of bid.placed, bid.won in handler of bid.closed, bid.shown in handler of bid.closed
const emitAll = (all: Event[]) => Promise.all(all.map((one) => emit(one)))
const lost = (id: string) => ({ type: 'bid.lost', body: { id } })
const kept = (id: string) => ({ type: 'bid.kept', body: { id } })

events.on('bid.placed', async ({ body }) => { // on bid.placed
  await emitAll(body.losers.map((id: string) => lost(id)))
  await Promise.all(body.keepers.map(kept).map(emit))
})
events.on('bid.closed', async ({ body }) => { // on bid.closed
  await emitAll(body.winners.flatMap((id: string) => [{ type: 'bid.won', body: { id } }, { type: 'bid.shown', body: { id } }]))
})

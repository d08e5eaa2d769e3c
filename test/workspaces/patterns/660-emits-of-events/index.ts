// A handler that ends in an emit of an event, not of a name, is itself what runs; one that hands its own event on is not.
import { events } from '@ampt/sdk'

interface AppEvent {
  type: string
  body: object
}
const emit = ({ type, body }: AppEvent) => events.publish(type, body) // publish paid, warned, packed, seen
const on = (name: string, handler: (body: any) => Promise<unknown>) => events.on(name, async ({ body }) => await handler(body)) // on placed runs onPlaced, late runs onLate, due runs onDue, sent runs onSent
const paid = (body: object) => ({ type: 'paid', body })

function register({ emit, on }: { emit(event: AppEvent): Promise<unknown>; on(name: string, handler: (body: any) => Promise<unknown>): void }) {
  on('placed', async function onPlaced({ id }) {
    await emit(paid({ id }))
  })
  on('late', async function onLate(body) {
    await emit({ type: 'warned', body })
  })
  const isPaid = (body: any) => body.isPaid
  on('due', async function onDue({ id, ...body }) {
    if (isPaid(body)) return
    return emit({ type: 'packed', body: { id } })
  })
}
register({ emit, on })

const withSource = (handler: (event: any) => Promise<unknown>) => async (body: object) => handler({ source: 'app', body })
async function onSent({ body }: AppEvent) {
  await emit({ type: 'seen', body })
}
on('sent', withSource(onSent))

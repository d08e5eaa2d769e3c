// States that publish the next, and repositories that name events after themselves.
import { events, data, schedule } from '@ampt/sdk'
const states = {
  pending: { event: 'order.pending', next: 'paid', delay: '1 hour' },
  paid: { event: 'order.paid', next: 'shipped', delay: '2 days' },
  shipped: { event: 'order.shipped', next: null, delay: null },
} as const
type State = keyof typeof states
async function advance(state: State, body: any) {
  const { next } = states[state]
  if (next === null) return
  const { event, delay } = states[next]
  await events.publish(event, { after: delay ?? '1 minute' }, body) // publish order.paid after 172800000 in handler of order.pending, order.shipped after 60000 in handler of order.paid
}
for (const [state, { event }] of Object.entries(states)) {
  events.on(event, async ({ body }) => { // on order.pending, order.paid, order.shipped
    await data.set(`order:${body.id}`, { state })
    await advance(state as State, body)
  })
}
schedule('sweep').every('1 hour', async () => {
  const { items } = await data.get('outbox:*') as any
  for (const item of items) await events.publish(item.value.name, item.value.body) // publish ?
})
data.on('created:order:*', async (event) => {
  await events.publish(states.pending.event, event.item.value) // publish order.pending in data listener created:order:*
})
abstract class Repository<T extends { id: string }> {
  protected abstract readonly entity: string
  protected get topics() {
    return { created: `${this.entity}.created`, removed: `${this.entity}.removed` }
  }
  async create(item: T) {
    await data.set(`${this.entity}:${item.id}`, item)
    await events.publish(this.topics.created, item) // publish team.created in handler of user.created
  }
  async remove(item: T) {
    await events.publish(this.topics.removed, item) // publish team.removed in handler of user.created
  }
  onCreated(run: (item: T) => Promise<void>) {
    events.on(this.topics.created, (event) => run(event.body as T)) // on user.created
  }
}
class Users extends Repository<{ id: string }> {
  protected readonly entity = 'user'
}
class Teams extends Repository<{ id: string }> {
  protected readonly entity = 'team'
}
export const users = new Users()
export const teams = new Teams()
users.onCreated(async (user) => {
  await teams.create(user)
  await teams.remove(user)
})

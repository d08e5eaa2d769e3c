// Lists of handlers for one name: each is a handler of its own, also where they are filled by a static method.
import { events } from '@ampt/sdk'

type Run = (body: unknown) => Promise<unknown>

function on(name: string, ...runs: Run[]) {
  for (const run of runs) events.on(name, async ({ body }) => run(body)) // on a runs one, a runs two, x runs two
}
async function one(body: unknown) {
  await events.publish('x', body) // publish x in handler of a
}
async function two() {}
on('a', one, two)
on('x', two)

const listen = { 'user.joined': [welcome, track], 'user.left': [track] } as const
for (const [name, runs] of Object.entries(listen)) {
  runs.forEach((run) => events.on(name, ({ body }) => run(body))) // on user.joined runs welcome, user.joined runs track, user.left runs track
}
async function welcome(body: unknown) {
  await events.publish('mail.send', body) // publish mail.send in handler of user.joined
}
async function track() {}

class Registry {
  static readonly all: { name: string; run: Run }[] = []
  static add(name: string, run: Run) {
    Registry.all.push({ name, run })
  }
  static bind() {
    for (const { name, run } of Registry.all) events.on(name, ({ body }) => run(body)) // on order.placed runs none, order.paid runs none
  }
}
Registry.add('order.placed', async (body) => {
  await events.publish('order.paid', body) // publish order.paid in handler of order.placed
})
Registry.add('order.paid', async () => {})
Registry.bind()

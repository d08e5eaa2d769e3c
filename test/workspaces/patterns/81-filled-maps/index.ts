// What a function or a method puts into a map: each key stays with what was put in by the same call.
import { events } from '@ampt/sdk'

type Run = (event: { body: unknown }) => unknown

const handlers = new Map<string, Run>()
const when = (name: string, run: Run) => handlers.set(name, run)
when('user.joined', onJoined)
when('mail.sent', onMail)
when('user.left', ({ body }) => events.publish('mail.sent', body)) // publish mail.sent in handler of user.left
async function onJoined({ body }: { body: unknown }) {
  await events.publish('mail.sent', body) // publish mail.sent in handler of user.joined
}
function onMail() {}
for (const [name, run] of handlers) events.on(name, run) // on user.joined runs onJoined, mail.sent runs onMail, user.left runs none

class Registry {
  private readonly runs = new Map<string, Run>()
  add(name: string, run: Run) {
    this.runs.set(name, run)
    return this
  }
  start() {
    this.runs.forEach((run, name) => events.on(name, run)) // on order.placed runs onPlaced, order.paid runs onPaid
  }
}
const registry = new Registry()
registry.add('order.placed', onPlaced)
registry.add('order.paid', onPaid)
registry.start()
async function onPlaced({ body }: { body: unknown }) {
  await events.publish('order.paid', body) // publish order.paid in handler of order.placed
}
function onPaid() {}

import { events } from '@ampt/sdk'
import { api } from '@ampt/api'
import { createTopic, forward, Listener, on, Paid, Sent, Topic } from './topic'

const orders = new Topic('order.placed', '1 minute')
const users = new Topic('user.joined', '2 minutes')

async function ship() {
  await orders.publish({})
}
async function greet() {
  await users.publish({})
  await users.republish({})
}
orders.on(ship)
users.on(greet)

const a = createTopic('made.a')
const b = createTopic('made.b')
a.on(ship)
const { publish } = b
void publish({})
void a.publish({})

on('curried.a')(ship)
on('curried.b')(greet)
const later = on('curried.c')
later(greet)

const router = api('main').router('/hooks')
router.post('/a', forward('posted.a'))
router.post('/b', forward('posted.b'))

void new Paid(3).send()
void new Sent().send()

class A extends Listener {
  readonly event = 'listened.a'
  async handle(body: unknown) {
    await events.publish('heard.a', body) // publish heard.a in handler of listened.a
  }
}
class B extends Listener {
  readonly event = 'listened.b'
  async handle(body: unknown) {
    await events.publish('heard.b', body) // publish heard.b in handler of listened.b
  }
}
for (const Each of [A, B]) new Each().register()

const step = (next: string) => async (event: { body: unknown }) => {
  await events.publish(next, event.body) // publish saga.b in handler of saga.a, saga.c in handler of saga.b
}
events.on('saga.a', step('saga.b')) // on saga.a
events.on('saga.b', step('saga.c')) // on saga.b

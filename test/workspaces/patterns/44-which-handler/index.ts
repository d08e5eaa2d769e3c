import { events } from '@ampt/sdk'

// Objects that are registered one by one: each handler runs its own.
interface Listener {
  handle(): Promise<void>
}
class Made implements Listener {
  static event = 'made'
  async handle() {
    await events.publish('made.seen', {}) // publish made.seen in handler of made
  }
}
class Sent implements Listener {
  static event = 'sent'
  async handle() {
    await events.publish('sent.seen', {}) // publish sent.seen in handler of sent
  }
}
for (const Each of [Made, Sent]) {
  const listener = new Each()
  events.on(Each.event, () => listener.handle()) // on made, sent
}

class Paid implements Listener {
  async handle() {
    await events.publish('paid.seen', {}) // publish paid.seen in handler of paid
  }
}
class Lost implements Listener {
  async handle() {
    await events.publish('lost.seen', {}) // publish lost.seen in handler of lost
  }
}
function listen(name: string, listener: Listener) {
  events.on(name, () => listener.handle()) // on paid, lost
}
listen('paid', new Paid())
listen('lost', new Lost())

function listenAs(name: string, Each: new () => Listener) {
  events.on(name, () => new Each().handle()) // on here, there
}
class Here implements Listener {
  async handle() {
    await events.publish('here.seen', {}) // publish here.seen in handler of here
  }
}
class There implements Listener {
  async handle() {
    await events.publish('there.seen', {}) // publish there.seen in handler of there
  }
}
listenAs('here', Here)
listenAs('there', There)

// A table of functions, by the name that is passed on.
const table = {
  up: () => events.publish('went.up', {}), // publish went.up in handler of up
  down: () => events.publish('went.down', {}), // publish went.down in handler of down
}
const run = (way: keyof typeof table) => table[way]()
events.on('up', () => run('up')) // on up
events.on('down', () => run('down')) // on down

// Conditions on what is passed.
async function act(kind: string) {
  switch (kind) {
    case 'x':
      await events.publish('did.x', {}) // publish did.x in handler of on.x
      break
    case 'y':
      await events.publish('did.y', {}) // publish did.y in handler of on.y
  }
  if (kind === 'x') await again(1)
  else await again(2)
}
async function again(times: number) {
  if (times === 1) await events.publish('once', {}) // publish once in handler of on.x
  else await events.publish('twice', {}) // publish twice in handler of on.y
}
events.on('on.x', () => act('x')) // on on.x
events.on('on.y', () => act('y')) // on on.y

// A state may be another when the handler runs.
const state = { ready: false }
events.on('ready', async () => { // on ready
  if (!state.ready) return
  await events.publish('was.ready', {}) // publish was.ready in handler of ready
})

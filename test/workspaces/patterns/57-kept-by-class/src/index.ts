import { events } from '@ampt/sdk'

class Paid {
  static type = 'paid'
}
class Left {
  static type = 'left'
}

// Which handler a class leads to, the map tells.
const byClass = new Map<Function, (event: object) => Promise<unknown>>([
  [Paid, async () => events.publish('out.paid', {})], // publish out.paid in handler of in.paid
  [Left, async () => events.publish('out.left', {})], // publish out.left in handler of in.left
])
const run = (event: object) => byClass.get(event.constructor)!(event)
events.on('in.paid', async () => run(new Paid())) // on in.paid
events.on('in.left', async () => run(new Left())) // on in.left

// Of what is put in by a walk, each key stays with its value.
class OnPaid {
  static of = Paid
  async handle() {
    await events.publish('done.paid', {}) // publish done.paid in handler of paid
  }
}
class OnLeft {
  static of = Left
  async handle() {
    await events.publish('done.left', {}) // publish done.left in handler of left
  }
}
const byType = new Map<string, OnPaid | OnLeft>()
for (const Handler of [OnPaid, OnLeft]) byType.set(Handler.of.type, new Handler())
for (const [type, handler] of byType) events.on(type, () => handler.handle()) // on paid, left

// Objects of one class that were made with other arguments.
class Emit {
  constructor(private readonly name: string) {}
  async handle() {
    await events.publish(this.name, {}) // publish made.a in handler of when.a, made.b in handler of when.b
  }
}
const made = new Map([
  ['when.a', new Emit('made.a')],
  ['when.b', new Emit('made.b')],
])
made.forEach((one, name) => events.on(name, () => one.handle())) // on when.a, when.b

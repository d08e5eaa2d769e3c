// Topics and handlers that an object gathers, and subscribes in a walk of them: each topic has its own handler, and no other.
import { events } from '@ampt/sdk'

class Topic {
  constructor(readonly name: string) {}
  publish(body: object) {
    return events.publish(this.name, body) // publish paid in handler of placed, sent in handler of paid, seen in handler of sent, kept in handler of found, lost in handler of missed, wrapped in handler of picked, stacked in handler of wrapped, told in handler of rung
  }
  subscribe(handler: (body: any) => Promise<unknown>) {
    events.on(this.name, async (event: any) => { // on placed, paid, sent, found, missed, picked, wrapped, rung, told
      await handler(event.body)
    })
  }
}
const [placed, paid, sent, seen] = [new Topic('placed'), new Topic('paid'), new Topic('sent'), new Topic('seen')]

abstract class Saga {
  private readonly steps: { topic: Topic; run: (body: any) => Promise<unknown> }[] = []
  protected when(topic: Topic, run: (body: any) => Promise<unknown>): this {
    this.steps.push({ topic, run: run.bind(this) })
    return this
  }
  start() {
    for (const { topic, run } of this.steps) topic.subscribe(run)
  }
}
class OrderSaga extends Saga {
  constructor() {
    super()
    this.when(placed, this.pay).when(paid, (body) => this.ship(body))
  }
  private async pay(body: object) {
    await paid.publish(body)
  }
  private async ship(body: object) {
    await sent.publish(body)
  }
}
new OrderSaga().start()
sent.subscribe(async (body) => { await seen.publish(body) })

// Two of one class.
class Watch {
  private readonly handlers = new Map<Topic, (body: any) => Promise<unknown>>()
  on(topic: Topic, run: (body: any) => Promise<unknown>) {
    this.handlers.set(topic, run)
  }
  start() {
    for (const [topic, run] of this.handlers) topic.subscribe(run)
  }
}
const [found, missed, kept, lost] = [new Topic('found'), new Topic('missed'), new Topic('kept'), new Topic('lost')]
const [here, there] = [new Watch(), new Watch()]
here.on(found, async (body) => { await kept.publish(body) })
there.on(missed, async (body) => { await lost.publish(body) })
here.start()
there.start()

// Made by a function.
function flow() {
  const steps: { topic: Topic; run: (body: any) => Promise<unknown> }[] = []
  return {
    when(topic: Topic, run: (body: any) => Promise<unknown>) {
      steps.push({ topic, run })
      return this
    },
    start() {
      steps.forEach(({ topic, run }) => topic.subscribe(run))
    },
  }
}
const [picked, wrapped, stacked] = [new Topic('picked'), new Topic('wrapped'), new Topic('stacked')]
flow()
  .when(picked, async (body) => { await wrapped.publish(body) })
  .when(wrapped, async (body) => { await stacked.publish(body) })
  .start()

// The only subscriber of its topics.
const [rung, told] = [new Topic('rung'), new Topic('told')]
flow().when(rung, async (body) => { await told.publish(body) }).when(told, async () => {}).start()

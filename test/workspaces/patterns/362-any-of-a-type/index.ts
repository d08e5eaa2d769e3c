// Of an object of which only the type is told, it is not told which of that type it is: the names of all of them are not taken.
import { events } from '@ampt/sdk'
import { container, load } from 'elsewhere'

class Topic {
  constructor(readonly name: string) {}
  publish(body: object) {
    return events.publish(this.name, body) // publish ?, seen in handler of sent
  }
  subscribe(handler: (body: any) => Promise<unknown>) {
    events.on(this.name, async (event: any) => { // on sent, ?
      await handler(event.body)
    })
  }
}
const [sent, seen] = [new Topic('sent'), new Topic('seen')]
const topics: Topic[] = load()
for (const topic of topics) topic.subscribe(async () => {})
sent.subscribe(async (body) => { await seen.publish(body) })

class Shipping {
  constructor(private readonly topic: Topic) {}
  ship(body: object) {
    return this.topic.publish(body)
  }
}
events.on('asked', ({ body }) => (container.get(Shipping) as Shipping).ship(body)) // on asked

// There is one bus, whoever gives it.
class Bus {
  constructor(private readonly prefix: string) {}
  publish(name: string, body: object) {
    return events.publish(`${this.prefix}.${name}`, body) // publish shop.placed in handler of ordered
  }
}
class Orders {
  constructor(private readonly bus: Bus) {}
  place(body: object) {
    return this.bus.publish('placed', body)
  }
}
container.register(Bus, new Bus('shop'))
events.on('ordered', ({ body }) => (container.get(Orders) as Orders).place(body)) // on ordered

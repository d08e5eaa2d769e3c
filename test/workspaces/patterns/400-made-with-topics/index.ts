// Objects that are made with their names: by a class below, and with one topic to listen to and one to publish to.
import { events } from '@ampt/sdk'

class Entity {
  constructor(private readonly kind: string) {}
  changed() {
    return events.publish(`${this.kind}.changed`, {}) // publish bird.changed in handler of sung, cat.changed in handler of met, dog.changed in handler of walked
  }
}
class Bird extends Entity {
  constructor() { super('bird') }
  listen() { events.on('sung', () => this.changed()) } // on sung
}
class Cat extends Entity {
  constructor(readonly id: string) { super('cat') }
}
class Dog extends Entity {
  constructor(readonly id: string) { super('dog') }
}
declare function load(id: string): Promise<Dog>
const walk = (dog: Dog) => dog.changed()
new Bird().listen()
events.on('met', ({ body }) => new Cat(body.id).changed()) // on met
events.on('walked', async ({ body }) => walk(await load(body.id))) // on walked

class Topic {
  constructor(readonly name: string) {}
  publish(body: unknown) {
    return events.publish(this.name, body) // publish packed in handler of ordered, sent in handler of billed
  }
  subscribe(handler: (body: unknown) => Promise<unknown>) {
    events.on(this.name, ({ body }) => handler(body)) // on ordered, billed
  }
}
class Relay {
  constructor(private readonly from: Topic, private readonly to: Topic) {}
  start() {
    this.from.subscribe((body) => this.to.publish(body))
  }
}
const [ordered, packed, billed, sent] = [new Topic('ordered'), new Topic('packed'), new Topic('billed'), new Topic('sent')]
new Relay(ordered, packed).start()
new Relay(billed, sent).start()

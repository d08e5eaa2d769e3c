// A walk through a table of topics hands each what is of its own row: a handler, an options object, what a module does.
import { events } from '@ampt/sdk'

class Topic {
  constructor(readonly name: string) {}
  publish(body: object) {
    return events.publish(this.name, body) // publish paid in handler of placed, sent in handler of paid, weighed in handler of packed, labelled in handler of weighed, billed in handler of labelled, booked in handler of billed
  }
  subscribe(handler: (body: any) => Promise<unknown>) {
    events.on(this.name, async (event: any) => { // on placed, paid, sent, packed, weighed, labelled, billed, booked
      await handler(event.body)
    })
  }
}
const [placed, paid, sent] = [new Topic('placed'), new Topic('paid'), new Topic('sent')]
const steps = [
  { topic: placed, run: async (body: any) => { await paid.publish(body) } },
  { topic: paid, run: async (body: any) => { await sent.publish(body) } },
]
steps.forEach(({ topic, run }) => topic.subscribe(run))
sent.subscribe(async () => {})

const [packed, weighed, labelled] = [new Topic('packed'), new Topic('weighed'), new Topic('labelled')]
const pairs: [Topic, (body: any) => Promise<unknown>][] = [
  [packed, async (body) => { await weighed.publish(body) }],
  [weighed, async (body) => { await labelled.publish(body) }],
]
for (const [topic, step] of pairs) topic.subscribe(step)

const [billed, booked] = [new Topic('billed'), new Topic('booked')]
interface Module {
  readonly topic: Topic
  handle(body: object): Promise<unknown>
}
const billing: Module = { topic: labelled, async handle(body) { await billed.publish(body) } }
const books: Module = { topic: billed, async handle(body) { await booked.publish(body) } }
// Through a helper, too.
const start = (modules: readonly Module[]) => {
  for (const one of modules) one.topic.subscribe((body) => one.handle(body))
}
start([billing, books])
booked.subscribe(async () => {})

function define(name: string) {
  return {
    publish: (body: object) => events.publish(name, body), // publish opened in handler of asked, closed in handler of opened
    subscribe: (handler: (body: any) => Promise<unknown>) => events.on(name, async (event: any) => handler(event.body)), // on asked, opened, closed
  }
}
const [asked, opened, closed] = [define('asked'), define('opened'), define('closed')]
abstract class Flow {
  protected abstract steps(): { event: ReturnType<typeof define>; step: (body: any) => Promise<unknown> }[]
  start() {
    for (const { event, step } of this.steps()) event.subscribe(step)
  }
}
class Case extends Flow {
  protected steps() {
    return [
      { event: asked, step: this.open },
      { event: opened, step: this.close.bind(this) },
    ]
  }
  private open = async (body: object) => { await opened.publish(body) }
  private async close(body: object) {
    await closed.publish(body)
  }
}
new Case().start()
closed.subscribe(async () => {})

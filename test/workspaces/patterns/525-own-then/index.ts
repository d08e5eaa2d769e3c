// A method of the app that is named as a promise's does what it says.
import { events } from '@ampt/sdk'

class Step {
  next: Step | null = null
  constructor(
    readonly name: string,
    readonly work: (body: object) => Promise<object>,
  ) {}
  then(next: Step) {
    this.next = next
    return next
  }
  listen() {
    events.on(this.name, async ({ body }: any) => { // on first, second, third
      const result = await this.work(body)
      if (this.next) await this.next.send(result)
    })
  }
  send(body: object) {
    return events.publish(this.name, body) // publish first, second in handler of first, third in handler of second
  }
}
const first = new Step('first', async (body) => body)
const second = new Step('second', async (body) => body)
const third = new Step('third', async (body) => body)
first.then(second).then(third)
;[first, second, third].forEach((step) => step.listen())
await first.send({})

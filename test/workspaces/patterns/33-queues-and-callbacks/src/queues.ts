// What methods put into a list of their object comes out of it again, each part with those it was put in with.
import { events } from '@ampt/sdk'

type Handler = (event: unknown) => unknown

export class Outbox {
  private readonly entries: { name: string; body: object }[] = []

  add(name: string, body: object) {
    this.entries.push({ name, body })
    return this
  }

  async flush() {
    for (let entry = this.entries.shift(); entry; entry = this.entries.shift()) {
      await events.publish(entry.name, entry.body) // publish invoice.drafted, invoice.sent
    }
  }
}

export class Group {
  #members: Array<{ name: string; handler: Handler }> = []

  handle(name: string, handler: Handler) {
    this.#members.push({ name, handler })
    return this
  }

  start() {
    while (this.#members.length > 0) {
      const { name, handler } = this.#members.shift()!
      events.on(name, handler) // on invoice.drafted runs onDrafted, invoice.sent runs onSent
    }
  }
}

export async function withOutbox(work: (outbox: Outbox) => unknown) {
  const outbox = new Outbox()
  await work(outbox)
  await outbox.flush()
}

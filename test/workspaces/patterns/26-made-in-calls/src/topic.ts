import { events } from '@ampt/sdk'

type Handler = (event: { body: unknown }) => Promise<void>

export class Topic {
  private readonly key: string

  constructor(
    private readonly name: string,
    private readonly wait: string,
  ) {
    this.key = `key.${name}`
  }

  publish(body: unknown) {
    return events.publish(this.name, { after: this.wait }, body) // publish order.placed after 60000, user.joined after 120000
  }

  republish(body: unknown) {
    return events.publish(this.key, body) // publish key.user.joined
  }

  on(handler: Handler) {
    events.on(this.name, handler) // on order.placed runs ship, user.joined runs greet
  }
}

export function createTopic(name: string) {
  return {
    publish: (body: unknown) => events.publish(name, body), // publish made.a, made.b
    on(handler: Handler) {
      events.on(`${name}.done`, handler) // on made.a.done runs ship
    },
  }
}

export const on = (name: string) => (handler: Handler) => {
  events.on(name, handler) // on curried.a runs ship, curried.b runs greet, curried.c runs greet
}

export const forward = (name: string) => async (request: { body: unknown }) => {
  await events.publish(name, request.body) // publish posted.a, posted.b
}

export abstract class Message {
  constructor(readonly name: string) {}
  async send() {
    await events.publish(this.name, this) // publish message.paid, message.sent
  }
}

export class Paid extends Message {
  constructor(readonly amount: number) {
    super('message.paid')
  }
}

export class Sent extends Message {
  constructor() {
    super('message.sent')
  }
}

export class NeverSent extends Message {
  constructor() {
    super('message.never')
  }
}

export abstract class Listener {
  abstract readonly event: string
  abstract handle(body: unknown): Promise<void>
  register() {
    events.on(this.event, ({ body }) => this.handle(body)) // on listened.a, listened.b
  }
}

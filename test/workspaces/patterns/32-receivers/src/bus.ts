// What an object was made with tells the names of what is called on it, also through its other methods and through what they return.
import { events } from '@ampt/sdk'

type Handler = (event: { body: unknown }) => unknown

const logged =
  (next: Handler): Handler =>
  (event) => next(event)

export class Bus {
  readonly #prefix: string

  constructor(prefix = '') {
    this.#prefix = prefix
  }

  #named(key: string) {
    return this.#prefix ? `${this.#prefix}.${key}` : key
  }

  publish(key: string, body: object, { delay }: { delay?: string } = {}) {
    const name = this.#named(key)
    if (!delay) return events.publish(name, body) // publish plain.one in task one, scope.two in task two, bound in task bound, tenant.*.three
    return events.publish(name, { after: delay }, body) // publish plain.late after 60000 in task late
  }

  on(key: string, handler: Handler) {
    events.on(this.#named(key), logged(handler)) // on plain.one runs one, inner runs inner
    return this
  }

  bound(key: string) {
    return (body: object) => this.publish(key, body)
  }

  scoped(prefix: string) {
    return new Bus(prefix)
  }
}

export class Topic {
  private constructor(
    private readonly name: string,
    private readonly options: { after?: string },
  ) {}

  static create(name: string, options: { after?: string } = {}) {
    return new Topic(name, options)
  }

  publish(body: object) {
    const { after } = this.options
    return after
      ? events.publish(this.name, { after }, body) // publish topic.late after 3600000 in handler of plain.one
      : events.publish(this.name, body) // publish topic.now in handler of inner
  }
}

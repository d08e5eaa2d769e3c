import { events } from '@ampt/sdk'

export class Scoped {
  constructor(private prefix = 'none') {}
  within(prefix: string) { this.prefix = prefix; return this }
  below(name: string) { return new Scoped(`${this.prefix}.${name}`) }
  publish(name: string, body: unknown) { return events.publish(`${this.prefix}.${name}`, body) } // publish class.a.one in handler of one, set.one in handler of one, class.b.two in handler of two, class.c.two in handler of two
}

// What a map may not have throws where it is called, so that nothing comes of it.
import { events } from '@ampt/sdk'

class Container {
  private readonly factories = new Map<symbol, (container: Container) => unknown>()
  private readonly made = new Map<symbol, unknown>()
  register<T>({ key }: { key: symbol }, factory: (container: Container) => T): this {
    this.factories.set(key, factory)
    return this
  }
  resolve({ key }: { key: symbol }): any {
    if (!this.made.has(key)) {
      const factory = this.factories.get(key)
      if (!factory) throw new Error('nothing is registered')
      this.made.set(key, factory(this))
    }
    return this.made.get(key)
  }
}
class Orders {
  topic = 'order.placed'
}
class Mails {
  topic = 'mail.sent'
}
const tokens = { orders: { key: Symbol('orders') }, mails: { key: Symbol('mails') } }
const container = new Container().register(tokens.orders, () => new Orders()).register(tokens.mails, () => new Mails())
events.publish(container.resolve(tokens.orders).topic, {}) // publish order.placed
events.on(container.resolve(tokens.mails).topic, () => {}) // on mail.sent

const namers = new Map<string, () => string>()
export const name = (key: string, namer: () => string) => namers.set(key, namer)
name('a', () => 'named.a')
events.publish(namers.get('a')!(), {}) // publish named.a
// Where it is asked for only if it is there, it may be missing.
events.publish(namers.get('a')?.() ?? 'named.otherwise', {}) // publish named.a, named.otherwise, ?

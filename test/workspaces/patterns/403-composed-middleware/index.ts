// Middleware in a list that an object keeps, run as Koa runs it: each is handed what goes on with the next.
import { events } from '@ampt/sdk'

interface Context { body: unknown }
type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>
const compose = (all: Middleware[]) => (context: Context): Promise<void> => {
  const dispatch = (place: number): Promise<void> => {
    const one = all[place]
    return one ? one(context, () => dispatch(place + 1)) : Promise.resolve()
  }
  return dispatch(0)
}
const log: Middleware = async (context, next) => {
  console.log(context)
  await next()
}
const audit: Middleware = async (_, next) => {
  await next()
  await events.publish('audited', {}) // publish audited in handler of ordered
}

class App {
  private readonly middleware: Middleware[] = []
  use(one: Middleware) {
    this.middleware.push(one)
    return this
  }
  handle(name: string, handler: (context: Context) => Promise<void>) {
    const run = compose([...this.middleware, (context) => handler(context)])
    events.on(name, (event: any) => run({ body: event.body })) // on ordered, paid, audited, told
    return this
  }
}
const app = new App().use(log).use(audit)
app.handle('ordered', async () => { await events.publish('paid', {}) }) // publish paid in handler of ordered
const plain = new App().use(log)
plain.handle('paid', async () => {})
plain.handle('audited', async () => { await events.publish('told', {}) }) // publish told in handler of audited
plain.handle('told', async () => {})

// A list that is handed on is walked there.
abstract class DomainEvent {
  static readonly eventName: string
  get name() { return (this.constructor as typeof DomainEvent).eventName }
}
class Shipped extends DomainEvent { static override readonly eventName = 'shipped' }
class Arrived extends DomainEvent { static override readonly eventName = 'arrived' }
const emit = (event: DomainEvent) => events.publish(event.name, {}) // publish shipped in handler of told, arrived in handler of shipped
const emitAll = (all: DomainEvent[]) => Promise.all(all.map(emit))
events.on('told', () => emit(new Shipped())) // on told
events.on('shipped', () => emitAll([new Arrived()])) // on shipped

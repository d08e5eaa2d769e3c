// A function in between hands on to what it was made with: that is the handler, also behind an own `subscribe`.
import { events } from '@ampt/sdk'

const subscribe = (name: string, handler: (body: any) => Promise<void>) =>
  events.on(name, async (event: any) => await handler(event.body)) // on placed runs handle, paid runs handle, mailed runs sendMail, noted runs sendMail, tried runs retry

abstract class Handler {
  abstract readonly name: string
  abstract handle(body: any): Promise<void>
  register() {
    subscribe(this.name, (body: any) => this.handle(body))
  }
}
class Place extends Handler {
  readonly name = 'placed'
  async handle() {
    await events.publish('paid', {}) // publish paid in handler of placed
  }
}
class Pay extends Handler {
  readonly name = 'paid'
  async handle() {}
}
for (const one of [new Place(), new Pay()]) one.register()

const once = (handler: (body: any) => Promise<void>) => async (body: any) => {
  console.log('once')
  await handler(body)
}
async function sendMail() {}
async function retry() {}
subscribe('mailed', once(sendMail))
subscribe('noted', sendMail)
subscribe('tried', once(once(retry)))

// What the handler of the app does itself stays its own, whatever it is given for that.
interface Tools {
  log(body: object): void
  emit(body: object): Promise<unknown>
}
const listen = (name: string, handle: (body: any, tools: Tools) => Promise<unknown>) =>
  events.on(name, async ({ body }: any) => handle(body, { log: (b) => console.log(b), emit: (b) => again(name, b) })) // on checked runs order, packed runs parcel, sent, shut runs save
const again = (name: string, body: object) => events.publish(`${name}.again`, body) // publish packed.again in handler of packed

const topic = { publish: async (body: object) => console.log(body) }
function listenAll(save: (body: object) => Promise<unknown>, to: typeof topic) {
  async function order(body: any) {
    save(body)
    await to.publish(body)
  }
  const parcel = (body: any, { emit }: Tools) => emit(body)
  listen('checked', order)
  listen('packed', parcel)
  listen('sent', (body) => to.publish(body))
  listen('shut', (body) => save(body))
}
listenAll(async function save() {}, topic)

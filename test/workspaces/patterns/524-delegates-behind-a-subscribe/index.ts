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

import { events } from '@ampt/sdk'

// `super` is the class above, whatever takes the place of its members below.
class Handler {
  async handle() {
    await events.publish('handled', {}) // publish handled in handler of order
    await this.done()
  }
  async done() {}
  emit(name: string) {
    return events.publish(`handler.${name}`, {}) // publish handler.saved
  }
  static send(name: string) {
    return events.publish(`sent.${name}`, {}) // publish sent.mail
  }
}
class OrderHandler extends Handler {
  override async handle() {
    await super.handle()
    await events.publish('order.handled', {}) // publish order.handled in handler of order
  }
  override async done() {
    await events.publish('order.done', {}) // publish order.done in handler of order
  }
  override emit(name: string) {
    return super.emit(name)
  }
  static override send(name: string) {
    return super.send(name)
  }
}
class UserHandler extends Handler {
  override async handle() {
    await events.publish('user.handled', {}) // publish user.handled in handler of user
  }
}
events.on('order', () => new OrderHandler().handle()) // on order
events.on('user', () => new UserHandler().handle()) // on user
new OrderHandler().emit('saved')
OrderHandler.send('mail')

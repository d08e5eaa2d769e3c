import { events } from '@ampt/sdk'

interface Order {
  ship(name: string): Promise<unknown>
  tell(name: string): Promise<unknown>
}
class Order {}
Order.prototype.ship = function (name) {
  return this.tell(`${name}.shipped`)
}
Order.prototype.tell = (name) => events.publish(name, {}) // publish order.shipped in handler of order
events.on('order', () => new Order().ship('order')) // on order

function Legacy() {}
Legacy.prototype = {
  run(name: string) {
    return events.publish(name, {}) // publish legacy.ran in handler of legacy
  },
}
const legacy = new (Legacy as any)()
events.on('legacy', () => legacy.run('legacy.ran')) // on legacy

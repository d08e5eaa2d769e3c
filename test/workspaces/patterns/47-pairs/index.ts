import { events } from '@ampt/sdk'

// What belongs to one class, item or choice never stands beside what belongs to another.
abstract class Model {
  abstract kind: string
  abstract act: string
  go() {
    return events.publish(`${this.kind}.${this.act}`, {}) // publish user.made, order.paid
  }
}
class User extends Model {
  kind = 'user'
  act = 'made'
}
class Order extends Model {
  kind = 'order'
  act = 'paid'
}
const models: Model[] = [new User(), new Order()]
models.forEach((model) => model.go())

const groups = [
  { group: 'mail', names: ['sent'] },
  { group: 'bill', names: ['paid', 'lost'] },
]
groups.forEach(({ group, names }) => names.forEach((name) => events.on(`${group}.${name}`, () => {}))) // on mail.sent, bill.paid, bill.lost

const side = process.env.LEFT ? 'left' : 'right'
events.publish(`${side}.${side}`, {}) // publish left.left, right.right
export function tell(level: 'low' | 'high') {
  return events.publish(`${level}.to.${level}`, {}) // publish low.to.low, high.to.high
}

import { events } from '@ampt/sdk'

export default {
  'order.placed': (body) => events.publish('payment.asked', body), // publish payment.asked in handler of order.placed
  'order.paid': (body) => events.publish('order.shipped', body), // publish order.shipped in handler of order.paid
}

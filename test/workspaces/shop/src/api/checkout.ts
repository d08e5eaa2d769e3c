import { api } from '@ampt/api'
import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
import { OrderEvent } from '@shop/eventNames'
import type { Order, StoredOrder } from '@shop/orders/order'

api('shop')
  .router('/shop')
  .post('/checkout', async (event) => {
    const order: Order = await event.request.body()
    await data.set<StoredOrder>(`order:${order.orderId}`, { customer: order.customer, status: 'placed' })
    await events.publish(OrderEvent.Placed, order)
    await events.publish(OrderEvent.PaymentDue, { after: '1 day' }, { orderId: order.orderId })
    // Nobody waits for the basket to be emptied.
    events.publish('basket.closed', { customer: order.customer })
    return event.status(202).body({ orderId: order.orderId })
  })

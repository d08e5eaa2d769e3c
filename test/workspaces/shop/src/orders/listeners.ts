import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
import { MailEvent, OrderEvent } from '@shop/eventNames'
import { Payments } from '@shop/payments/payments'
import type { Order, StoredOrder } from './order'

export function initOrderListeners() {
  events.on<Order>(OrderEvent.Placed, async ({ body: order }) => {
    const { orderId, customer, card } = order
    await events.publish(Payments.requestedEvent, { orderId, customer, card })
    await events.publish(MailEvent.receipt, { after: '5 minutes' }, { orderId, customer })
  })

  events.on<{ orderId: string; customer: string }>(OrderEvent.Paid, async ({ body: { orderId, customer } }) => {
    await data.set<StoredOrder>(`order:${orderId}`, { status: 'paid' })
    await events.publish(MailEvent.reviewReminder, { after: '2 weeks' }, { orderId, customer })
  })

  data.on('created:order:*', async ({ item }) => {
    console.log('new order', item.key)
  })
}

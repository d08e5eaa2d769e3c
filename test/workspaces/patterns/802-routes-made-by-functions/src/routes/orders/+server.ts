import { forwarding } from '../../lib/forms'

export const POST = forwarding('order.paid')
export const DELETE = forwarding('order.refunded')

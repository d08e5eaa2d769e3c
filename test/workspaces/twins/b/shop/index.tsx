import { events } from '@ampt/sdk'

declare function Button(props: { onClick: () => unknown }): unknown

export const OrderButton = () => <Button onClick={() => events.publish('order.placed', {})} />

events.on('cart.left', async () => {
  await events.publish('order.plced', {})
})

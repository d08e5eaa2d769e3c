import { index, layout, prefix, route } from '@react-router/dev/routes'

export default [
  index('./home.tsx'),
  layout('shop/layout.tsx', [...prefix('shop', [route('orders/:id', './shop/order.tsx', [route('refund', 'shop/refund.tsx')])])]),
]

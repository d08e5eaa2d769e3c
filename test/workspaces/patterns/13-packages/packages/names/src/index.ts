export const ORDER_PLACED = 'order.placed'

module.exports.ORDER_PLACED = 'order.placed'

const { events } = require('@ampt/sdk')
module.exports = {
  EVENTS: { ORDER_CREATED: 'order.created', ORDER_CANCELLED: 'order.cancelled', USER_CREATED: 'user.created', CLEANED: 'cleaned' },
  emit: async (name, payload = {}) => {
    const event = await events.publish(name, { payload, at: Date.now() }) // publish order.created in POST /orders, order.cancelled in POST /orders/:id/cancel, user.created in POST /users, cleaned in task cleanup, welcome.sent in handler of user.created
    return event.id
  },
  emitLater(name, minutes, payload) {
    return events.publish(name, { after: `${minutes} minutes` }, payload) // publish user.nudge after 1800000 in POST /users
  },
}

const { EVENTS, emit } = require('./emitter')
const onCreated = async ({ body }) => {
  console.log(body)
}
onCreated.event = EVENTS.ORDER_CREATED
onCreated.options = { timeout: 15000 }
async function onCancelled() {}
onCancelled.event = EVENTS.ORDER_CANCELLED
onCancelled.options = {}
module.exports = [onCreated, onCancelled]

const { events } = require('@ampt/sdk')

module.exports = async function handler(request, response) {
  await events.publish('hook.called', request.body) // publish hook.called in ALL /api/hook
  response.end()
}

const emitter = require('./emitter')
module.exports = async function welcome(event) {
  await emitter.emit('welcome.sent', event.body)
}

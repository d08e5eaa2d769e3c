const { send } = require('../mail')

async function place({ body }) {
  await send(body)
}
module.exports = { place }

const { events, schedule } = require('@ampt/sdk')

// Modules that are required by the names of a list: each keeps to its own.

for (const name of ['nightly', 'carts']) {
  const job = require(`./jobs/${name}`)
  schedule(name).cron(job.cron, job.run)
}

const files = ['stock', 'mail']
files.forEach((file) => {
  const handler = require('./handlers/' + file)
  handler.names.forEach((name) => {
    events.on(name, { timeout: handler.timeout || 6000 }, handler.handle) // on stock.taken timeout 8000, stock.given timeout 8000, mail.asked timeout 6000
  })
})

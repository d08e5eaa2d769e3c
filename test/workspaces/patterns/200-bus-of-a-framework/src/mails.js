// Nothing but the text says what it takes out: it is told as not resolved.
module.exports = async function (app) {
  app.post('/mails', async () => {
    await app.bus.publish('mail.wanted', {})
  })
}

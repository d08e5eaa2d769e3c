exports.name = 'orders'
exports.register = (app, { listen, mail }) => {
  app.post('/orders', (req, res) => res.end())
  listen('order.placed', async () => {
    await mail.send('receipt')
  })
}

module.exports = (app, deps) => {
  app.post('/orders', async (req, res) => {
    await deps.bus.emit('order.placed', req.body)
    res.end()
  })
}

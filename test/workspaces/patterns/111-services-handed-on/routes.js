exports.createRoutes = ({ orders }) => (app) => {
  app.post('/orders', async (request, response) => {
    await orders.place(request.body)
    response.end()
  })
}

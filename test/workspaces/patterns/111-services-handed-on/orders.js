exports.createOrders = ({ mailer, log }) => ({
  async place(order) {
    log.info(order)
    await mailer.send(order.to)
  },
})

class Packing {
  constructor({ stock }) {
    this.stock = stock
  }
  pack(order) {
    return this.stock.take(order.item)
  }
}

module.exports = { Packing }

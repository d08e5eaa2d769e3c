const { EVENTS } = require('./emitter')
class OrderController {
  constructor({ emit }) {
    this.emit = emit
    this.create = this.create.bind(this)
  }
  async create(req, res) {
    await this.emit(EVENTS.ORDER_CREATED, req.body)
    res.json({})
  }
  cancel = async (req, res) => {
    const { emit } = this
    await emit(EVENTS.ORDER_CANCELLED, { id: req.params.id })
    res.json({})
  }
}
exports.OrderController = OrderController

const { events } = require('@ampt/sdk')
const bus = require('../bus')

// The class of an object names the event that is published for it.
class Model {
  constructor(values) {
    Object.assign(this, values)
  }
  async save() {
    if (this.constructor.savedEvent) await bus.emit(this.constructor.savedEvent, { id: this.id })
  }
  async remove() {
    const { removedEvent } = this.constructor
    await events.publish(removedEvent, { id: this.id }) // publish user.removed in DELETE /users
  }
}
module.exports = Model

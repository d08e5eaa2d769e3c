import { events } from '@ampt/sdk'

export class Model {
  constructor(name) {
    this.name = name
  }
  async save() {
    await events.publish(`${this.name}.saved`, {}) // publish users.saved in task users, orders.saved, apart.saved in task apart
  }
}

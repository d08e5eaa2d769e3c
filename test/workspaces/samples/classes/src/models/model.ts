import { data } from '@ampt/data'
import { events } from '@ampt/sdk'

export abstract class Model {
  abstract readonly object: string

  constructor(readonly id: string) {}

  async save(value: object): Promise<void> {
    await data.set(`${this.object}:${this.id}`, value)
    await events.publish(`${this.object}.updated`, { id: this.id })
  }
}

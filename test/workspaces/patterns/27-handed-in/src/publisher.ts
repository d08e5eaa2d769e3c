import { events } from '@ampt/sdk'

export interface Publisher {
  publish(name: string, body: object, options?: { after?: string }): Promise<void>
}

export class AmptPublisher implements Publisher {
  constructor(private readonly source: string) {}

  async publish(name: string, body: object, options?: { after?: string }): Promise<void> {
    const payload = { ...body, source: this.source }
    if (options?.after) {
      await events.publish(name, { after: options.after }, payload) // publish order.reminder after 60000
      return
    }
    await events.publish(name, payload) // publish order.placed, order.cancelled, stock.low
  }
}

export class NullPublisher implements Publisher {
  async publish(): Promise<void> {}
}

import type { Publisher } from './types'

export interface Services {
  readonly orders: Orders
  readonly stock: Stock
}

export class Orders {
  constructor(private readonly publisher: Publisher) {}

  async place() {
    await this.publisher.publish('order.placed', {})
    await this.publisher.publish('order.reminder', {}, { after: '1 minute' })
  }

  cancel = async () => {
    await this.publisher.publish('order.cancelled', {})
  }
}

export class Stock {
  private readonly publisher
  constructor({ publisher }: { publisher: Publisher }) {
    this.publisher = publisher
    void publisher.publish('stock.low', {})
  }
}

import type { Bus } from './bus'

export class Shipping {
  constructor(private readonly bus: Bus) {
    bus.subscribe('bill.sent', (bill) => this.ship(bill))
  }

  private async ship(bill: unknown) {
    await this.bus.publish('parcel.sent', bill)
  }
}

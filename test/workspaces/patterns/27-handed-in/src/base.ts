import { events } from '@ampt/sdk'

export abstract class Handler {
  protected abstract readonly event: string
  protected readonly timeout: number = 10_000
  protected abstract handle(body: unknown): Promise<void>

  register(): void {
    events.on(this.event, { timeout: this.timeout }, async ({ body }) => this.run(body)) // on order.placed timeout 10000, order.cancelled timeout 20000
  }

  private async run(body: unknown) {
    await this.handle(body)
  }
}

export abstract class Repository {
  protected abstract readonly entity: string
  async save(id: string) {
    await events.publish(`${this.entity}.saved`, { id }) // publish order.saved in handler of order.placed
  }
}

export class OrderRepository extends Repository {
  protected readonly entity = 'order'
}

export class UserRepository extends Repository {
  protected readonly entity = 'user'
}

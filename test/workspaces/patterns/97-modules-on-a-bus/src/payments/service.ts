import { bus } from '../common/eventBus'
export class PaymentService {
  constructor(private readonly gateway: { charge(id: string): Promise<boolean> }, private readonly out = bus) {}
  register() {
    this.out.subscribe('payment.requested', this.onRequested.bind(this))
    this.out.subscribe('mail.queued', async (payload) => this.onMail(payload))
  }
  private async onRequested({ id }: { id: string }) {
    const isPaid = await this.gateway.charge(id)
    await this.out.publish(isPaid ? 'order.paid' : 'order.cancelled', { id } as any)
  }
  private async onMail(payload: { to: string }) {
    console.log(payload)
  }
}

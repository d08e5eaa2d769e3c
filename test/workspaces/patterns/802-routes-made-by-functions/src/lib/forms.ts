import { events } from '@ampt/sdk'

interface FormEvent {
  event: string
  after?: string
}

/** An action that publishes what a form says. */
export const formToEvent =
  ({ event: name, after }: FormEvent) =>
  async ({ request }: { request: Request }) => {
    const body = Object.fromEntries(await request.formData())
    await emit(name, body, { after })
    return { success: true }
  }

async function emit(name: string, body: object, options: { after?: string } = {}) {
  if (options.after) {
    await events.publish(name, { after: options.after }, body) // publish order.placed after 10000 in POST /orders/[id]?/place
    return
  }
  await events.publish(name, body) // publish order.shared in POST /orders/[id]?/share
}

export function forwarding(name: string) {
  return async ({ request }: { request: Request }) => {
    await events.publish(name, await request.json()) // publish order.paid in POST /orders, order.refunded in DELETE /orders
    return new Response(null, { status: 204 })
  }
}

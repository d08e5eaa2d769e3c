// A wrapper that takes all in one object: each caller's name stays with its own delay and its own way.
import { events } from '@ampt/sdk'

interface Emission {
  name: string
  body: object
  delay?: string
}

export async function emit({ name, body, delay }: Emission) {
  if (delay !== undefined) {
    await events.publish(name, { after: delay }, body) // publish order.expired after 3600000 in task expire
    return
  }
  await events.publish(name, body) // publish order.placed in task place, order.paid in task pay
}

export const emitLater = (name: string, body: object, delay = '30 minutes') => emit({ body, delay, name })

export function announce(emission: Pick<Emission, 'name' | 'body'>) {
  return emit({ ...emission })
}

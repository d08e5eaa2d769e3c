import { events } from '@ampt/sdk'
export const emit = <K extends string>(name: K, body: unknown) => events.publish(name, body) // publish order.shipped

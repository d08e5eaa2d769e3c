// What frameworks run of files by the places of these: functions of pages, actions, handlers.
import { events } from '@ampt/sdk'

export default async function Orders() {
  await events.publish('orders.seen', {}) // publish orders.seen in GET /orders
  async function cancel() {
    'use server'
    await events.publish('order.cancelled', {}) // publish order.cancelled in server action cancel
  }
  return <form action={cancel} />
}

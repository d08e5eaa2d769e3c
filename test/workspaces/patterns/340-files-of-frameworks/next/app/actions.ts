'use server'
import { events } from '@ampt/sdk'
import { store } from '../lib/store'

export async function placeOrder(form: FormData) {
  await store.add(Object.fromEntries(form))
}
export const pay = async () => {
  await events.publish('order.paid', {}) // publish order.paid in server action pay
}

import { events } from '@ampt/sdk'

export async function loader() {
  await events.publish('order.loaded', {}) // publish order.loaded in GET /orders/$id
}
export const action = withUser(async ({ request }) => {
  await events.publish('order.changed', await request.json()) // publish order.changed in POST /orders/$id
})
export default function Order() {
  return null
}

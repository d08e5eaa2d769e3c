import { events } from '@ampt/sdk'

export async function getServerSideProps() {
  await events.publish('order.seen', {}) // publish order.seen in GET /orders/[id]
  return { props: {} }
}
export default function Page() {
  return null
}

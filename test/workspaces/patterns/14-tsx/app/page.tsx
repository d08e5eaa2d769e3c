import { events } from '@ampt/sdk'

export default async function Page({ id }: { id: string }) {
  await events.publish('page.seen', { id }) // publish page.seen
  return <form action={async () => { await events.publish('form.sent', {}) }}>{id}</form> // publish form.sent
}

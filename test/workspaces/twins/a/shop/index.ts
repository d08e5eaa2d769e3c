import { events } from '@ampt/sdk'

export const place = (id: string) => events.publish('order.placed', { id })

events.on<{ id: string }>('order.placed', async ({ body }) => {
  await events.publish('order.paid', { after: '5 minutes' }, { id: body.id })
})

events.on('order.paid', () => {})

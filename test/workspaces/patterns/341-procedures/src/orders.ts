import { events } from '@ampt/sdk'
import { ownProcedure, publicProcedure, router } from './trpc'

async function seen(name: string) {
  await events.publish(name, {}) // publish order.listed in query orders.list, order.watched in subscription orders.watch
}
const cancel = ownProcedure.mutation(async () => events.publish('order.cancelled', {})) // publish order.cancelled in mutation orders.cancel
export const orders = router({
  list: publicProcedure.query(() => seen('order.listed')),
  create: ownProcedure.input(Order).mutation(async ({ input }) => {
    await events.publish('order.created', input) // publish order.created in mutation orders.create
  }),
  cancel,
  admin: router({
    purge: ownProcedure.mutation(purge),
  }),
  watch: publicProcedure.subscription(async function* () {
    yield seen('order.watched')
  }),
})
async function purge() {
  await events.publish('orders.purged', {}) // publish orders.purged in mutation orders.admin.purge
}
export const unused = publicProcedure.mutation(() => events.publish('never', {})) // publish never in mutation *

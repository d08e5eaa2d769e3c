import { procedure, router } from './trpc'

export const users = router({
  name: procedure.mutation(async ({ ctx, input }) => {
    await ctx.bus.publish('user.named', input)
  }),
})

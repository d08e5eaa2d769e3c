import { events } from '@ampt/sdk'
import * as trpc from './trpc'

export const users = trpc.router({
  invite: trpc.publicProcedure.mutation(() => events.publish('user.invited', {})), // publish user.invited in mutation invite
})

// Procedures of tRPC, by the paths under which clients call them.
import { initTRPC } from '@trpc/server'

const t = initTRPC.context<{ user: string }>().meta<object>().create()
export const { router, mergeRouters } = t
export const publicProcedure = t.procedure
export const ownProcedure = t.procedure.use(async ({ next }) => next())

import { mergeRouters, router } from './trpc'
import { orders } from './orders'
import { users } from './users'

export const appRouter = mergeRouters(router({ orders }), users)

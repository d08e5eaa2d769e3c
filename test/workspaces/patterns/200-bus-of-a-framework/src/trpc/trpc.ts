import { initTRPC } from '@trpc/server'
import type { Bus } from '../bus'

export interface Context {
  bus: Bus
}

const t = initTRPC.context<Context>().create()
export const procedure = t.procedure
export const router = t.router

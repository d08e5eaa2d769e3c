import type { World } from './world'

export type Core = ReturnType<typeof createCore>

/** `core` of `@ampt/sdk`, all of it undefined outside of handlers and requests; `requestNow` gives the request that is being answered. */
export function createCore(world: World, requestNow: () => Request | undefined) {
  return {
    get event() {
      const invocation = world.invocation()
      if (invocation === null) return undefined
      world.note('core.event is what the handler got, or { request }: what else the platform puts there is not documented.')
      return invocation.event ?? { request: requestNow() }
    },
    get requestId() {
      return world.invocation()?.requestId
    },
    get context() {
      const invocation = world.invocation()
      return invocation === null ? undefined : { awsRequestId: invocation.requestId, setTimeout: (ms: number) => world.setTimeLimit(ms) }
    },
  }
}

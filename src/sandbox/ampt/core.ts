import type { World } from './world'

/** `core` of `@ampt/sdk`: all of it is undefined outside of handlers and requests. */
export interface Core {
  readonly event: unknown
  readonly context: { setTimeout(ms: number): void; readonly awsRequestId: string } | undefined
  readonly requestId: string | undefined
}

/** `core` of `@ampt/sdk`; `requestNow` gives the request that is being answered. */
export function createCore(world: World, requestNow: () => Request | undefined): Core {
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

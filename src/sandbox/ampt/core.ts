import type { World } from './world'

/** `core` of `@ampt/sdk`. */
export interface Core {
  readonly event: undefined
  readonly context: { setTimeout(ms: number): void; readonly awsRequestId: string }
  readonly requestId: string
}

const REQUEST_ID = 'simulated-request'

export function createCore(world: World): Core {
  return {
    get event() {
      world.note('core.event is not simulated: it is undefined.')
      return undefined
    },
    get requestId() {
      world.note(`core.requestId is "${REQUEST_ID}" in every handler.`)
      return REQUEST_ID
    },
    context: { setTimeout: (ms) => world.setTimeLimit(ms), awsRequestId: REQUEST_ID },
  }
}

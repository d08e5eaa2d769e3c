import { deepStrictEqual } from 'node:assert/strict'
import { createFakeAmpt } from './fakeWorld'
import type { Sdk } from './sdk'

describe('core', () => {
  it('sets the limit of the running attempt', () => {
    const { world, module } = createFakeAmpt()
    const { core } = module<Sdk>('@ampt/sdk')
    core.context?.setTimeout(10_000)
    deepStrictEqual(world.limits, [10_000])
  })

  it('tells of the attempt that runs, and is undefined outside of one', () => {
    const { world, module } = createFakeAmpt()
    const { core } = module<Sdk>('@ampt/sdk')
    deepStrictEqual([core.requestId, core.context?.awsRequestId, core.event], ['request-1', 'request-1', { name: 'a' }])
    world.invoked = null
    deepStrictEqual([core.requestId, core.context, core.event], [undefined, undefined, undefined])
  })
})

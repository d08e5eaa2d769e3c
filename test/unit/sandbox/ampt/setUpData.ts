import type { Data } from '../../../../src/sandbox/ampt/data/createData'
import { createFakeAmpt, type FakeWorld } from './fakeWorld'
import type { Json } from '../../../../src/model/json'
import type { Contract } from '../../../../src/model/scenario'

/** Data with some items, in a world of its own. */
export function setUpData(
  seed: Record<string, Json> = {},
  contract: Contract = 'documented',
): { data: Data; world: FakeWorld; items: () => Record<string, Json> } {
  const { world, items, module } = createFakeAmpt({ seed, contract })
  return { world, items, data: module<{ data: Data }>('@ampt/data').data }
}

import assert from 'node:assert/strict'
import Module from 'node:module'
import { aroundLoads } from '../../../../src/sandbox/child/aroundLoads'

describe('aroundLoads', () => {
  const loader = Module as unknown as { _load: (...args: unknown[]) => unknown }
  const { _load: native } = loader
  afterEach(() => (loader._load = native))

  it('hands on all that Node says of what is required, newer versions more than three things', () => {
    loader._load = (...args) => args
    aroundLoads((request, load, from) => [request, from, load()])
    const args = ['a', { filename: '/b.js' }, false, { shouldSkipModuleHooks: true }]
    assert.deepEqual(loader._load(...args), ['a', '/b.js', args])
  })
})

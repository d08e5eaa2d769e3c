import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import type { Params } from '../../../../src/sandbox/ampt/params'
import { createFakeAmpt, type FakeWorld } from './fakeWorld'

function setUp(params: Record<string, string> = {}): { params: Params; properties: Record<string, string>; world: FakeWorld } {
  const { world, module } = createFakeAmpt({ params })
  const { params: cloud } = module<{ params: Record<string, string> }>('@serverless/cloud')
  return { world, params: module<{ params: Params }>('@ampt/sdk').params, properties: cloud }
}

describe('params', () => {
  it('gives the value of a key, and undefined for a missing or empty one', () => {
    const { params } = setUp({ KEY: 'value', EMPTY: '' })
    deepStrictEqual([params('KEY'), params('EMPTY'), params('NONE')], ['value', undefined, undefined])
  })

  it('tells the world of each missing key, however it is read, and of no other', () => {
    const { params, properties, world } = setUp({ KEY: 'value', EMPTY: '', 'GROUP.A': '1' })
    const { LISTED } = params().list()
    void [LISTED, params('KEY'), params('EMPTY'), params('DIRECT'), properties.PROPERTY, properties.KEY]
    void [params().group('NONE'), params().group('GROUP')!('B')]
    JSON.stringify(params().list())
    deepStrictEqual(world.missing, ['LISTED', 'DIRECT', 'PROPERTY', 'NONE.*', 'GROUP.B'])
  })

  it('has simulated values for what the platform sets, and the scenario may set others', () => {
    const { params, world } = setUp({ ENV_NAME: 'prod' })
    deepStrictEqual([params('APP_NAME'), params('ENV_NAME')], ['simulated-app', 'prod'])
    deepStrictEqual(world.missing, [])
  })

  it('lists copies', () => {
    const { params } = setUp({ KEY: 'value' })
    params().list().KEY = 'other'
    strictEqual(params('KEY'), 'value')
  })

  it('reads a group by call and by property', () => {
    const group = setUp({ 'MAIL.KEY': 'k', 'MAIL.name': 'n' }).params().group('MAIL')!
    deepStrictEqual([group('KEY'), group.KEY, group.name], ['k', 'k', 'n'])
  })

  it('exports to the environment what is not there yet, but no AWS credentials', () => {
    const keys = ['AMPT_TEST_A', 'AMPT_TEST_B', 'AMPT_TEST_C', 'AWS_SESSION_TOKEN'] as const
    const before = keys.map((key) => process.env[key])
    try {
      process.env.AMPT_TEST_B = 'old'
      const { params } = setUp({ AMPT_TEST_A: 'a', AMPT_TEST_B: 'b', AMPT_TEST_C: 'c', AWS_SESSION_TOKEN: 'secret' })
      params().export(['AMPT_TEST_A', 'AMPT_TEST_B', 'AWS_SESSION_TOKEN'])
      deepStrictEqual(
        keys.map((key) => process.env[key]),
        ['a', 'old', undefined, before[3]],
      )
    } finally {
      for (const [index, key] of keys.entries()) {
        if (before[index] === undefined) delete process.env[key]
        else process.env[key] = before[index]
      }
    }
  })
})

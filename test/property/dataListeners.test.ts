import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Data } from '../../src/sandbox/ampt/data/createData'
import { openRealSdk, type SdkOracle } from '../support/realSdk'
import { createFakeAmpt } from '../unit/sandbox/ampt/fakeWorld'

interface Specified {
  readonly name: string
  readonly namespaceFilter: string | undefined
  readonly keyFilter: string
}

const part = fc.constantFrom('', 'a', 'ab', 'a*', '*', 'b', '1', '1*', 'x:y')
const specifier = fc
  .tuple(fc.constantFrom('created', 'updated', 'deleted', '*', 'removed'), fc.option(part), fc.option(part))
  .map((parts) => parts.filter((one) => one !== null).join(':'))
const specifiers = fc.oneof(specifier, fc.array(specifier, { minLength: 1, maxLength: 3 }))
const kind = fc.constantFrom('created', 'updated', 'deleted')
const key = fc.constantFrom('a', 'ab', 'b', 'a:1', 'a:12', 'ab:1', 'b:x', 'a:x:y', 'a:x')

/** What the code gives, or the message of its error. */
function outcome<T>(code: () => T): T | string {
  try {
    return code()
  } catch (error) {
    return (error as Error).message
  }
}

describe('listeners of data, compared with the real packages', () => {
  let oracle: SdkOracle
  before(async () => {
    oracle = await openRealSdk()
  })
  after(() => oracle.restore())

  it('want the same changes', async () => {
    // Not literals: one has no declarations, the other none of its class.
    const [eventsPath, dataPath]: string[] = ['@ampt/sdk/events', '@ampt/data']
    const sdk = (await import(eventsPath!)) as { parseEventSpecifier: (given: unknown, kinds: string[]) => Iterable<Specified> }
    const { Data: RealData } = (await import(dataPath!)) as { Data: { filter(key: string, namespace?: string, name?: string): boolean } }
    fc.assert(
      fc.property(specifiers, kind, key, (given, name, changed) => {
        const theirs = outcome(() =>
          [...sdk.parseEventSpecifier(given, ['created', 'updated', 'deleted'])].some(
            (one) => one.name === name && RealData.filter(changed, one.namespaceFilter, one.keyFilter),
          ),
        )
        const ours = outcome(() => {
          const { world, module } = createFakeAmpt({ contract: 'sdk' })
          module<{ data: Data }>('@ampt/data').data.on(given, () => undefined)
          return world.registrations[0]!.matches!({ kind: name, key: changed } as never)
        })
        assert.equal(ours, theirs)
      }),
      { numRuns: 2000 },
    )
  })
})

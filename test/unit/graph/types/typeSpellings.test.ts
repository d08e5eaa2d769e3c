import assert from 'node:assert/strict'
import { graphOf, type Files } from '../inWorkspace'

const sdk = `import { events } from '@ampt/sdk'\n`
const call = `send('order.paid')`

/** Where the types stand that allow the name of the only publish, as `file:line:column`; null where one cannot be changed with it. */
async function inTypes(files: Files | string): Promise<string[] | null | undefined> {
  const { events } = await graphOf(typeof files === 'string' ? { 'index.ts': sdk + files } : files)
  assert.deepEqual(
    events.map(({ name, publishers }) => [name, publishers.length]),
    [['order.paid', 1]],
  )
  const [{ name }] = events[0]!.publishers as [(typeof events)[number]['publishers'][number]]
  return name.inTypes?.map(({ file, line, column }) => `${file}:${line}:${column}`) ?? (name.inTypes as null | undefined)
}

describe('the types that allow the name of an event', () => {
  it('are those of what it goes through', async () => {
    const ways = {
      'a parameter': `const send = (kind: 'order.paid' | 'order.sent') => events.publish(kind, {})\n${call}`,
      'an alias': `type Kind =\n'order.paid' | 'order.sent'\nconst send = (kind: Kind) => events.publish(kind, {})\n${call}`,
      'a wrapper of a wrapper': `const put = (kind: string) => events.publish(kind, {})\nconst send = (kind: 'order.paid' | 'b') => put(kind)\n${call}`,
      'a constant': `const KIND: 'order.paid' = 'order.paid'\nevents.publish(KIND, {})`,
      'an assertion': `events.publish('order.paid' as 'order.paid' | 'b', {})`,
      'keys of an interface': `interface Bodies {\n'order.paid': object }\nfunction send<K extends keyof Bodies>(kind: K) { return events.publish(kind, {}) }\n${call}`,
      'members of a list': `const KINDS = [\n'order.paid', 'order.sent'] as const\nconst send = (kind: (typeof KINDS)[number]) => events.publish(kind, {})\n${call}`,
    }
    const found: Record<string, unknown> = {}
    for (const [way, text] of Object.entries(ways)) found[way] = await inTypes(text)
    assert.deepEqual(found, {
      'a parameter': ['index.ts:2:21'],
      'an alias': ['index.ts:3:1'],
      'a wrapper of a wrapper': ['index.ts:3:21'],
      'a constant': ['index.ts:2:13'],
      'an assertion': ['index.ts:2:32'],
      'keys of an interface': ['index.ts:3:1'],
      'members of a list': ['index.ts:3:1'],
    })
  })

  it('may stand in another file', async () => {
    const files = {
      'kinds.ts': `export type Kind = 'order.paid' | 'order.sent'`,
      'send.ts': `${sdk}import type { Kind } from './kinds'\nexport const send = ({ kind }: { kind: Kind }) => events.publish(kind, {})`,
      'index.ts': `import { send } from './send'\nsend({ kind: 'order.paid' })`,
    }
    assert.deepEqual(await inTypes(files), ['kinds.ts:1:20'])
  })

  it('cannot be changed with it where they spell it by no literal', async () => {
    const send = `(kind: Kind) => events.publish(kind, {})\nconst run = send\n${call}`
    assert.equal(await inTypes("type Kind = `order.${'paid' | 'sent'}`\nconst send = " + send), null)
    assert.equal(await inTypes(`const HANDLERS = { 'order.paid': 1 }\ntype Kind = keyof typeof HANDLERS\nconst send = ${send}`), null)
  })

  it('have no say where they allow any text, or another', async () => {
    assert.equal(await inTypes(`const send = (kind: string) => events.publish(kind, {})\n${call}`), undefined)
    assert.equal(await inTypes(`const send = (kind: 'b') => events.publish(kind, {})\n${call}`), undefined)
  })
})

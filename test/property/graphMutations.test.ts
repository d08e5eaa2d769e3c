import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { indexWorkspace } from '../../src/graph/indexWorkspace'

// A call of the SDK can be written in many ways. Each case draws how `events` is reached, how the name is written, how the call is dressed
// and what stands around it, writes the files, and expects exactly the calls that were drawn.

/** Lines at the top of a file that make `events` of the SDK be called something; `more` are further files. */
interface Reach {
  readonly head: string
  readonly object: string
  readonly more?: Readonly<Record<string, string>>
}

const reaches: Readonly<Record<string, Reach>> = {
  named: { head: `import { events } from '@ampt/sdk'`, object: 'events' },
  alias: { head: `import { data, events as bus } from "@ampt/sdk"`, object: 'bus' },
  namespace: { head: `import * as ampt from '@ampt/sdk'`, object: 'ampt.events' },
  whole: { head: `import ampt from '@ampt/sdk'`, object: 'ampt.events' },
  subpath: { head: `import { events as sub } from '@ampt/sdk/events'`, object: 'sub' },
  legacy: { head: `import { events } from '@serverless/cloud'`, object: 'events' },
  required: { head: `const { events } = require('@ampt/sdk')`, object: 'events' },
  twoSteps: { head: `const sdk = require('@ampt/sdk')\nconst { events: own } = sdk`, object: 'own' },
  equals: { head: `import sdk = require('@ampt/sdk')`, object: 'sdk.events' },
  barrel: {
    head: `import { queue } from './barrel'`,
    object: 'queue',
    more: { 'barrel.ts': `export { events as queue } from '@ampt/sdk'` },
  },
  star: {
    head: `import * as all from './star.js'`,
    object: 'all.lib.events',
    more: { 'star.ts': `export * from './inner'`, 'inner.ts': `export * as lib from '@ampt/sdk'` },
  },
  holder: { head: `import { events } from '@ampt/sdk'\nconst holder = { deep: { bus: events } } as const`, object: 'holder.deep.bus' },
  field: { head: `import { events } from '@ampt/sdk'\nclass Holder { static bus = events }`, object: 'Holder.bus' },
  moved: { head: `import { events } from '@ampt/sdk'\nlet moved = events`, object: 'moved' },
  exported: {
    head: `import { make } from './make'`,
    object: 'make().bus',
    more: { 'make.ts': `import { events } from '@ampt/sdk'\nexport function make() {\n  return { bus: events }\n}` },
  },
}

/** How a name is written: lines at the top of the file and the expression that gives it. */
const spellings: Readonly<Record<string, (name: string) => Reach>> = {
  single: (name) => ({ head: '', object: `'${name}'` }),
  double: (name) => ({ head: '', object: `"${name}"` }),
  template: (name) => ({ head: '', object: `\`${name}\`` }),
  custom: (name) => ({ head: '', object: `'custom:${name}'` }),
  constant: (name) => ({ head: `const NAME = '${name}'`, object: 'NAME' }),
  concatenation: (name) => ({ head: `const [FIRST, REST] = ['${name[0]}', '${name.slice(1)}']`, object: 'FIRST + REST' }),
  composed: (name) => ({ head: `const START = '${name.slice(0, 2)}'`, object: `\`\${START}${name.slice(2)}\`` }),
  enumeration: (name) => ({ head: `enum Names { Other = 'other', One = '${name}' }`, object: 'Names.One' }),
  constEnum: (name) => ({ head: `const enum Names { One = '${name}' }`, object: `Names['One']` }),
  nested: (name) => ({ head: `const NAMES = { a: { b: '${name}' } } as const`, object: `NAMES.a['b']` }),
  frozen: (name) => ({ head: `const NAMES = Object.freeze({ one: '${name}' })`, object: 'NAMES.one' }),
  field: (name) => ({ head: `class Names { static readonly one = '${name}' }`, object: 'Names.one' }),
  spread: (name) => ({ head: `const base = { one: '${name}' }\nconst NAMES = { ...base, two: 'two' }`, object: 'NAMES.one' }),
  returned: (name) => ({ head: `const nameOf = () => '${name}'`, object: 'nameOf()' }),
  imported: (name) => ({ head: `import { ONE } from './names'`, object: 'ONE', more: { 'names.ts': `export const ONE = '${name}'` } }),
  renamed: (name) => ({
    head: `import { ONE as TWO } from './names/index'`,
    object: 'TWO',
    more: { 'names/index.ts': `export { THREE as ONE } from './three'`, 'names/three.ts': `const THREE = '${name}'\nexport { THREE }` },
  }),
  defaulted: (name) => ({
    head: `import names from './names'`,
    object: 'names.one',
    more: { 'names.ts': `export default { one: '${name}' }` },
  }),
}

const dresses: readonly ((object: string, method: string) => string)[] = [
  (object, method) => `${object}.${method}`,
  (object, method) => `(${object}).${method}`,
  (object, method) => `(${object} as any).${method}`,
  (object, method) => `${object}!.${method}`,
  (object, method) => `${object}?.${method}`,
  (object, method) => `${object}['${method}']`,
  (object, method) => `${object} /* events.publish('comment', {}) */ . ${method}`,
]

const surroundings: readonly ((call: string) => string)[] = [
  (call) => call,
  (call) => `void ${call}`,
  (call) => `async function run() { await ${call} }`,
  (call) => `const run = () => ${call}`,
  (call) => `class Runner { async run() { return ${call} } }`,
  (call) => `class Runner { static { ${call} } }`,
  (call) => `if (process.env.X) { ${call} } else { other() }\nfunction other() {}`,
  (call) => `try { ${call} } catch { /* events.on('never', () => {}) */ } finally {}`,
  (call) => `for (const one of [1, 2]) { if (one > 1) ${call} }`,
  (call) => `;(async () => { await ${call} })()`,
  (call) => `const runner = { run() { return [${call}] } }`,
  (call) => `switch (process.env.X) { default: ${call} }`,
  (call) => `const text = "events.publish('text', {})";\n${call}`,
]

const site = fc.record({
  kind: fc.constantFrom('publish' as const, 'on' as const),
  name: fc.stringMatching(/^[a-z]{2}[a-z.:-]{1,8}[a-z]$/),
  reach: fc.constantFrom(...Object.keys(reaches)),
  spelling: fc.constantFrom(...Object.keys(spellings)),
  dress: fc.nat(dresses.length - 1),
  surroundings: fc.nat(surroundings.length - 1),
  isCrlf: fc.boolean(),
})

describe('an app written in any of many ways', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('has exactly the calls that were written', () => {
    fc.assert(
      fc.property(fc.array(site, { minLength: 1, maxLength: 4 }), (sites) => {
        const overlays = new Map<string, string>()
        for (const [index, one] of sites.entries()) {
          const reach = reaches[one.reach]!
          const spelling = spellings[one.spelling]!(one.name)
          const rest = one.kind === 'on' ? `({ body }) => { console.log(body) }` : `{ id: ${index} }`
          const call = `${dresses[one.dress]!(reach.object, one.kind)}(${spelling.object}, ${rest})`
          const text = [reach.head, spelling.head, surroundings[one.surroundings]!(call)].filter((part) => part !== '').join('\n;')
          overlays.set(`s${index}/index.ts`, one.isCrlf ? text.replaceAll('\n', '\r\n') : text)
          for (const [name, content] of Object.entries({ ...reach.more, ...spelling.more })) overlays.set(`s${index}/${name}`, content)
        }
        const graph = indexWorkspace(folder, { overlays })
        const found = graph.events.flatMap(({ name, publishers, handlers }) => [
          ...publishers.map(({ file }) => `${file} publish ${name}`),
          ...handlers.map(({ file }) => `${file} on ${name}`),
        ])
        // `custom:` is no part of a name, unless that has another colon.
        const expected = sites.map(({ kind, name, spelling }, index) => {
          const isLonger = spelling === 'custom' && name.includes(':')
          return `s${index}/index.ts ${kind} ${isLonger ? 'custom:' : ''}${name.replace(/^custom:/, '')}`
        })
        assert.deepEqual(
          [found.sort(), graph.unresolved],
          [expected.sort(), []],
          [...overlays].map((entry) => entry.join('\n')).join('\n\n'),
        )
      }),
      { numRuns: 300 },
    )
  })
})

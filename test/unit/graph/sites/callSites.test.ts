import assert from 'node:assert/strict'
import { graphOf, summary, type Files } from '../inWorkspace'

const call = `events.publish('a', {})`
const lib = (text: string): Files => ({ 'index.ts': `import { bus } from './lib'; bus.publish('a', {})`, 'lib.ts': text })

/** Each finds the publish of `a`, and nothing else. */
const found: [rule: string, files: Files | string][] = [
  ['a named import', { 'index.ts': `import { events } from '@ampt/sdk'; ${call}` }],
  ['an aliased import', { 'index.ts': `import { events as bus } from '@ampt/sdk'; bus.publish('a', {})` }],
  ['a default import', { 'index.ts': `import ampt from '@ampt/sdk'; ampt.events.publish('a', {})` }],
  ['a namespace import', { 'index.ts': `import * as ampt from '@ampt/sdk'; ampt.events.publish('a', {})` }],
  ['an import among others', { 'index.ts': `import { api, data, params,events, type Foo } from '@ampt/sdk'; ${call}` }],
  ['two imports of the same module', { 'index.ts': `import { data } from '@ampt/sdk'\nimport { events } from '@ampt/sdk'\n${call}` }],
  ['the subpath @ampt/sdk/events', { 'index.ts': `import { events } from '@ampt/sdk/events'; ${call}` }],
  ['the old package @serverless/cloud', { 'index.ts': `import { api, events } from '@serverless/cloud'; ${call}` }],
  ['a destructured require', { 'index.js': `const { events } = require('@ampt/sdk'); ${call}` }],
  ['a require destructured later', { 'index.js': `const ampt = require('@ampt/sdk')\nconst { http, events } = ampt\n${call}` }],
  ['a require with var', { 'index.cjs': `var ampt = require('@ampt/sdk'); ampt.events.publish('a', {})` }],
  ['a require taken apart at once', { 'index.js': `require('@ampt/sdk').events.publish('a', {})` }],
  [
    'require made by createRequire',
    {
      'index.mjs': `import { createRequire } from 'module'; const require = createRequire(import.meta.url); require('@ampt/sdk').events.publish('a', {})`,
    },
  ],
  ['import x = require()', { 'index.cts': `import ampt = require('@ampt/sdk'); ampt.events.publish('a', {})` }],
  ['a dynamic import', { 'index.ts': `async function f() { const { events } = await import('@ampt/sdk'); await ${call} }` }],
  ['a variable that is assigned later', { 'index.js': `let events; events = require('@ampt/sdk').events; ${call}` }],
  ['a constant', `const bus = events; bus.publish('a', {})`],
  ['a destructured method', `const { publish } = events; publish('a', {})`],
  ['a bound method', `const publish = events.publish.bind(events); publish('a', {})`],
  ['an element access', `events['publish']('a', {})`],
  ['an optional call', `events?.publish?.('a', {})`],
  ['a cast', `(events as any).publish('a', {})`],
  ['type arguments', `events.publish<Foo>('a', {})`],
  ['a tsx file', { 'page.tsx': `import { events } from '@ampt/sdk'; export const P = () => <a onClick={() => ${call}}>go</a>` }],
  ['a call across lines', `events\n  .publish(\n    'a',\n    {},\n  )`],
  [
    'a class that takes the SDK in its constructor',
    {
      'index.ts': `import { events } from '@ampt/sdk'; import { Bus } from './bus'; new Bus(events)`,
      'bus.ts': `export class Bus { constructor(private readonly events: any) {} go() { this.events.publish('a', {}) } }`,
    },
  ],
  [
    'a class that keeps the SDK in a field',
    `class Bus { private bus; constructor() { this.bus = events } go() { this.bus.publish('a', {}) } }`,
  ],
  [
    'what a function gives in place of something else',
    {
      'index.ts': `import { bus } from './bus'; bus().publish('a', {})`,
      'bus.ts': `import { events } from '@ampt/sdk'; let own: any; export function bus() { return own ?? events }`,
    },
  ],
  ['an argument for a local function', `function register(e: any) { e.publish('a', {}) }\nregister(events)`],
  [
    'an argument for an imported function',
    {
      'index.ts': `import { events } from '@ampt/sdk'; import users from './users'; users(events)`,
      'users.ts': `export default (e) => { e.publish('a', {}) }`,
    },
  ],
  [
    'an argument handed on across two files',
    {
      'index.ts': `import { events } from '@ampt/sdk'; import { a } from './a'; a(events)`,
      'a.ts': `import { b } from './b'; export function a(x) { b({ bus: x }) }`,
      'b.ts': `export const b = ({ bus }) => bus.publish('a', {})`,
    },
  ],
  [
    'an argument of a required function',
    {
      'index.js': `const { events } = require('@ampt/sdk'); require('./users')(events)`,
      'users.js': `module.exports = function (e) { e.publish('a', {}) }`,
    },
  ],
  ['a re-export', lib(`export { events as bus } from '@ampt/sdk'`)],
  [
    'a re-export in two steps',
    { ...lib(`export { bus } from './deep/bus'`), 'deep/bus.ts': `import { events } from '@ampt/sdk'; export const bus = events` },
  ],
  ['export * from the SDK', { 'index.ts': `import { events } from './lib'; ${call}`, 'lib.ts': `export * from '@ampt/sdk'` }],
  ['export * of a file that re-exports', { ...lib(`export * from './other'`), 'other.ts': `export { events as bus } from '@ampt/sdk'` }],
  [
    'export * as',
    { 'index.ts': `import { ampt } from './lib'; ampt.events.publish('a', {})`, 'lib.ts': `export * as ampt from '@ampt/sdk'` },
  ],
  ['an exported object', lib(`import { events } from '@ampt/sdk'; export const bus = { publish: events.publish, on: events.on }`)],
  [
    'an exported default',
    { 'index.ts': `import bus from './lib'; bus.publish('a', {})`, 'lib.ts': `import { events } from '@ampt/sdk'; export default events` },
  ],
  [
    'module.exports',
    {
      'index.js': `const { bus } = require('./lib'); bus.publish('a', {})`,
      'lib.js': `const { events } = require('@ampt/sdk'); module.exports = { bus: events }`,
    },
  ],
  [
    'a function that returns the SDK',
    {
      'index.ts': `import { getEvents } from './lib'; getEvents().publish('a', {})`,
      'lib.ts': `import { events } from '@ampt/sdk'; export const getEvents = () => events`,
    },
  ],
]

/** None finds anything. */
const notFound: [rule: string, files: Files | string][] = [
  [
    "node's events module",
    { 'index.ts': `import { params } from '@ampt/sdk'; import events from 'events'; events.publish('a', {}); events.on('a', () => {})` },
  ],
  [
    'a name collision with an EventEmitter',
    `import { EventEmitter } from 'events'\nclass EventBus { on(n: string, f: any) {} publish(n: string) {} }\nnew EventBus().on('a', () => {}); new EventBus().publish('a'); new EventEmitter().on('a', () => {})`,
  ],
  ['events of another object', `import { app } from './app'; app.events.publish('a', {}); ionic.events.on('a', () => {})`],
  ['a file without the SDK', { 'index.ts': `import { events } from './app'; ${call}`, 'app.ts': `export const events = new Bus()` }],
  ['a shadowing parameter', `function f(events: any) { ${call} }\nf(other)`],
  ['a shadowing constant', `function f() { const events = other; ${call} }`],
  ['a shadowing var further down', `function f() { if (x) { ${call} } else { for (var events of list) {} } }`],
  ['a shadowing catch variable', `try { go() } catch (events) { ${call} }`],
  ['a shadowing function', `{ function events() {} ; (events as any).publish('a') }`],
  [
    'a shadowing import',
    {
      'index.ts': `import { events } from './mine'; import { events as ampt } from '@ampt/sdk'; ${call}`,
      'mine.ts': `export const events = make()`,
    },
  ],
  ['a shadowed require', { 'index.js': `function f(require) { require('@ampt/sdk').events.publish('a', {}) }` }],
  ['comments', `// ${call}\n/* ${call} */`],
  ['strings', `const text = "${call}"; const other = \`events.on('a')\``],
  ['a type-only import', { 'index.ts': `import type { events } from '@ampt/sdk'; ${call}` }],
  ['other members', `events.emit('a', {}); events.constructor('a'); events.toString()`],
  [
    'callbacks called on',
    { 'index.ts': `import { ws } from '@ampt/sdk'; export const live = ({ on, send }) => { on(() => {}); send('a') }` },
  ],
  ['other packages', { 'index.ts': `import { events } from '@ampt/sdk-mock'; import { data } from '@ampt/data'; ${call}` }],
  ['a handler that is only exported', `export const handler = async (event: any) => ({ statusCode: 200 })`],
]

describe('call sites', () => {
  for (const [rule, files] of found) {
    it(`are found through ${rule}`, async () => {
      const graph = await graphOf(files)
      assert.deepEqual(summary(graph), { publish: ['a'], on: [], unresolved: [] })
      assert.equal(graph.events[0]?.publishers.length, 1)
    })
  }

  for (const [rule, files] of notFound) {
    it(`are not mistaken for: ${rule}`, async () => {
      assert.deepEqual(summary(await graphOf(files)), { publish: [], on: [], unresolved: [] })
    })
  }

  it('are found for on as for publish', async () => {
    assert.deepEqual(summary(await graphOf(`events.on('a', () => {}); events.on('b', { timeout: 1 }, () => {})`)).on, ['a', 'b'])
  })

  it('carry file, lines and columns of the call, of its name and of the text that spells it', async () => {
    const { events } = await graphOf({
      'src/a.ts': `import { events } from '@ampt/sdk'\n\nasync function f() {\n  await events.publish('a', {})\n}`,
    })
    const { name, ...site } = events[0]!.publishers[0]!
    const literal = { file: 'src/a.ts', line: 4, column: 24, endLine: 4, endColumn: 27 }
    assert.deepEqual(name, { ...literal, literals: [literal] })
    assert.deepEqual([site.file, site.line, site.column, site.endLine, site.endColumn], ['src/a.ts', 4, 9, 4, 32])
  })

  it('count columns without a byte order mark', async () => {
    const { events } = await graphOf({ 'a.ts': `\ufeffrequire('@ampt/sdk').events.publish('a', {})` })
    assert.equal(events[0]?.publishers[0]?.column, 1)
  })
})

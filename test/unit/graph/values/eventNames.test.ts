import assert from 'node:assert/strict'
import { graphOf, summary, type Files } from '../inWorkspace'

const names = (text: string, use: string): Files => ({
  'index.ts': `import { events } from '@ampt/sdk'; import { N } from './names'; events.publish(${use}, {})`,
  'names.ts': text,
})

/** Each publishes `a.b`, and nothing else. */
const resolved: [rule: string, files: Files | string][] = [
  ['a literal', `events.publish('a.b', {})`],
  ['a template without parts', 'events.publish(`a.b`, {})'],
  ['a template with known parts', "const a = 'a', b = 'b'; events.publish(`${a}.${b}`, {})"],
  ['a concatenation', `const b = 'b'; events.publish('a' + '.' + b, {})`],
  ['a local constant', `const N = 'a.b' as const; events.publish(N, {})`],
  ['a constant declared further down', `function f() { events.publish(N, {}) }\nconst N = 'a.b'`],
  ['an imported constant', names(`export const N = 'a.b'`, 'N')],
  ['an imported template constant', names("const P = 'a'; export const N = `${P}.b`", 'N')],
  ['a constant exported under another name', names(`const X = 'a.b'; export { X as N }`, 'N')],
  ['a re-exported constant', { ...names(`export { X as N } from './deep'`, 'N'), 'deep.ts': `export const X = 'a.b'` }],
  ['export *', { ...names(`export * from './deep'`, 'N'), 'deep.ts': `export const N = 'a.b'` }],
  [
    'a namespace import',
    {
      'index.ts': `import { events } from '@ampt/sdk'; import * as names from './names'; events.publish(names.N, {})`,
      'names.ts': `export const N = 'a.b'`,
    },
  ],
  [
    'a default export',
    {
      'index.ts': `import { events } from '@ampt/sdk'; import N from './names'; events.publish(N.x, {})`,
      'names.ts': `export default { x: 'a.b' }`,
    },
  ],
  [
    'a required module',
    {
      'index.js': `const { events } = require('@ampt/sdk'); const { N } = require('./names'); events.publish(N, {})`,
      'names.js': `exports.N = 'a.b'`,
    },
  ],
  [
    'module.exports of an object',
    {
      'index.js': `const { events } = require('@ampt/sdk'); const N = require('./names'); events.publish(N.x, {})`,
      'names.js': `module.exports = { x: 'a.b' }`,
    },
  ],
  [
    'a JSON file',
    {
      'index.ts': `import { events } from '@ampt/sdk'; import N from './names.json'; events.publish(N.x, {})`,
      'names.json': `{ "x": "a.b" }`,
    },
  ],
  ['an enum member', `enum N { X = 'a.b' }; events.publish(N.X, {})`],
  ['a const enum member of another file', names(`export const enum N { X = 'a.b' }`, 'N.X')],
  ['an enum member that uses another', "enum N { A = 'a', X = `${A}.b` }; events.publish(N.X, {})"],
  ['the name of an enum member', `enum b { b }; events.publish('a.' + b[b.b], {})`],
  ['an object as const, nested', names(`export const N = { x: { y: 'a.b' } } as const`, 'N.x.y')],
  ['an object key that is no identifier', names(`export const N = { 'x-y': 'a.b' }`, `N['x-y']`)],
  ['a frozen object', names(`export const N = Object.freeze({ x: 'a.b' })`, 'N.x')],
  ['a satisfies clause', names(`export const N = { x: 'a.b' } satisfies Record<string, string>`, 'N.x')],
  ['a spread object', names(`const base = { x: 'a.b' }; export const N = { ...base, y: 'c' }`, 'N.x')],
  ['a destructured object', `const N = { x: { y: 'a.b' } }; const { x: { y: name } } = N; events.publish(name, {})`],
  ['an array', `const N = ['x', 'a.b']; events.publish(N[1], {})`],
  ['a static field', `class A { static n = 'a.b'; go() { events.publish(A.n, {}) } }`],
  ['a static field of an imported class', names(`export class N { static readonly x = 'a.b' }`, 'N.x')],
  ['an inherited static field', names(`class B { static x = 'a.b' }; export class N extends B {}`, 'N.x')],
  ['a static getter', names(`export class N { static get x() { return 'a.b' } }`, 'N.x')],
  ['this in a static method', `class A { static n = 'a.b'; static go() { events.publish(this.n, {}) } }`],
  [
    'this in an arrow function of a static method',
    `class A { static n = 'a.b'; static go() { return [1].map(() => events.publish(this.n, {})) } }`,
  ],
  ['this in a method', `class A { n = 'a.b'; go() { events.publish(this.n, {}) } }`],
  ['a TypeScript namespace', names(`export namespace N { export const x = 'a.b' }`, 'N.x')],
  ['joined parts', `const parts = ['a', 'b']; events.publish(parts.join('.'), {})`],
  ['another case', `events.publish('A.B'.toLowerCase(), {})`],
  ['a function that builds names', names('export const N = (x: string) => `a.${x}`', `N('b')`)],
  ['a default value', `function f({ n = 'a.b' } = {}) {}; const { n = 'a.b' } = {}; events.publish(n, {})`],
  ['a cast and a bang', `const N: string | undefined = 'a.b'; events.publish((N as string)!, {})`],
  ['a variable that is never assigned again', `let N = 'a.b'; events.publish(N, {})`],
  ['a known left side of ||', `const N = 'a.b'; events.publish(N || 'other', {})`],
  ['the prefix custom:', `events.publish('custom:a.b', {})`],
]

const partly: [rule: string, text: string, unresolved: string[]][] = [
  ['a template with an unknown part', 'const f = (id) => events.publish(`a.${id}.b`, {})', ['publish a.*.b']],
  ['a concatenation with an unknown part', `events.publish('a.' + process.env.X, {})`, ['publish a.*']],
  ['neighbouring unknown parts, as one', 'events.publish(`a.${x}${y}`, {})', ['publish a.*']],
  ['an unknown name', `events.publish(process.env.X, {})`, ['publish *']],
  ['a name that only unknown parts make', 'events.publish(`${x}`, {})', ['publish *']],
  ['a spread call', `events.publish(...args)`, ['publish *']],
  ['a call without arguments', `events.publish()`, ['publish *']],
  ['an empty name', `events.publish('', {})`, ['publish *']],
  ['a number', `events.publish(5, {})`, ['publish *']],
  ['a circular constant', `const A = B + '.x'; const B = A + '.y'; events.publish(A, {})`, ['publish *.y.x']],
  ['a name that a loop changes', `let n = 1; n++; events.publish('a' + n, {})`, ['publish a*']],
  ['a property of an unknown spread', `const N = { x: 'a', ...other }; events.publish(N.x, {})`, ['publish *']],
  ['a name of an event body', `events.on('x', ({ body }) => events.publish(body.next, {}))`, ['publish *']],
  ['a handler name', 'events.on(`on.${x}`, () => {})', ['on on.*']],
]

const several: [rule: string, files: Files | string, names: string[], unresolved: string[]][] = [
  ['custom: before a name with a colon', `events.publish('custom:a:b', {}); events.publish('a:b', {})`, ['a:b', 'custom:a:b'], []],
  ['both sides of a conditional', `events.publish(x ? 'a' : 'b', {})`, ['a', 'b'], []],
  ['a conditional inside a template', "events.publish(`t.${x ? 'a' : 'b'}`, {})", ['t.a', 't.b'], []],
  ['a fallback, and the unknown before it', `events.publish(process.env.N ?? 'a', {})`, ['a'], ['publish *']],
  ['every assignment of a variable', `let n; if (x) n = 'a'; else n = 'b'; events.publish(n, {})`, ['a', 'b'], []],
  ['a loop over an array', `for (const n of ['a', 'b']) events.publish(n, {})`, ['a', 'b'], []],
  [
    'forEach over the values of an object',
    `const N = { x: 'a', y: 'b' }; Object.values(N).forEach((n) => events.publish(n, {}))`,
    ['a', 'b'],
    [],
  ],
  [
    'a numbered enum in a template',
    'enum K { A, B = 5, C }; events.publish(`k.${K.A}`, {}); events.publish(`k.${K.C}`, {})',
    ['k.0', 'k.6'],
    [],
  ],
  [
    'the callers of a factory in other files',
    {
      'model.ts':
        "import { events } from '@ampt/sdk'; export function createModel(collection: string) { return { save: () => events.publish(`${collection}.saved`, {}) } }",
      'users.ts': `import { createModel } from './model'; export const users = createModel('users')`,
      'orders.ts': `import { createModel } from './model'; export const orders = createModel('orders')`,
    },
    ['orders.saved', 'users.saved'],
    [],
  ],
  [
    'the callers of a factory, one of them unknown',
    `const createModel = (c: string) => ({ save: () => events.publish(\`\${c}.saved\`, {}) })\ncreateModel('users'); createModel(process.env.X)`,
    ['users.saved'],
    ['publish *.saved'],
  ],
  [
    'the subclasses that give a name to an abstract class',
    {
      'base.ts':
        "import { events } from '@ampt/sdk'; export abstract class Base { abstract object: string; update() { return events.publish(`${this.object}.updated`, {}) } }",
      'user.ts': `import { Base } from './base'; export class User extends Base { object = 'user' }`,
      'order.ts': `import { Base } from './base'; class Mid extends Base {}; export class Order extends Mid { object = 'order' }`,
    },
    ['order.updated', 'user.updated'],
    [],
  ],
  ['a recursion, whose own are a pattern', "function f(n: string) { events.publish(n, {}); f(n + '.x') }\nf('a')", ['a'], ['publish a*']],
]

describe('event names', () => {
  for (const [rule, files] of resolved) {
    it(`are resolved through ${rule}`, async () => {
      assert.deepEqual(summary(await graphOf(files)), { publish: ['a.b'], on: [], unresolved: [] })
    })
  }

  for (const [rule, text, unresolved] of partly) {
    it(`are listed as not resolved for ${rule}`, async () => {
      const found = summary(await graphOf(text))
      assert.deepEqual([found.publish, found.unresolved], [[], unresolved])
    })
  }

  for (const [rule, files, publish, unresolved] of several) {
    it(`are several through ${rule}`, async () => {
      assert.deepEqual(summary(await graphOf(files)), { publish, on: [], unresolved })
    })
  }

  it('that are not resolved carry their source text and place', async () => {
    const { unresolved } = await graphOf('events.publish(`tenant.${id}.updated`, {})')
    const place = { file: 'index.ts', line: 2, endLine: 2 }
    const expected = {
      kind: 'publish',
      expression: '`tenant.${id}.updated`',
      pattern: 'tenant.*.updated',
      matches: [],
      within: null,
      triggers: [],
    }
    const name = { ...place, column: 16, endColumn: 38 }
    assert.deepEqual(unresolved, [{ ...place, column: 1, endColumn: 43, ...expected, name }])
  })

  it('can be long concatenations', async () => {
    const text = Array.from({ length: 3000 }, () => `'x'`).join(' + ')
    assert.equal((await graphOf(`events.publish(${text}, {})`)).events[0]?.name.length, 3000)
  })

  const endless: [rule: string, text: string][] = [
    ['an object that is spread into itself', `let N = { x: y() }; N = { ...N }; events.publish(N.z, {})`],
    ['classes that extend each other', `class A extends B {}; class B extends A { go() { events.publish(this.n + A.n, {}) } }`],
    ['a getter that reads itself', `class A { get n() { return this.n } static go(a = new A()) { events.publish(new A().n, {}) } }`],
    ['functions that call each other twice', `const f = (x) => g(x) + g(x), g = (x) => f(x) + f(x); events.publish(f('a') + g('b'), {})`],
    ['variables that are assigned to each other', `let a, b, c; ${'a = b + c; b = c + a; c = a + b; '.repeat(50)} events.publish(a, {})`],
    ['a type that an import typed half names', `const f = ({ n }: Half) => events.publish(n.x, {}); f(y()); import type { Half } from (y)`],
    ['a long chain of calls', `events.publish(x${'.y()'.repeat(500)}, {})`],
  ]
  for (const [rule, text] of endless) {
    it(`are not resolved, and come to an end, for ${rule}`, async () => {
      const found = summary(await graphOf(text))
      assert.deepEqual([found.publish, found.unresolved.length > 0], [[], true])
    })
  }

  it('are told of each item of a list, of however many calls all of them are made', async () => {
    const all = Array.from({ length: 150 }, (_, index) => `n${index}`)
    const files = {
      'a.ts': `import { events } from '@ampt/sdk'; import { all, made } from './b'
for (const { name } of all) events.publish(name, {})
for (const { name } of made) events.publish(name, {})`,
      'b.ts': `const named = (name: string) => \`a.\${name}\`, define = (name: string) => ({ name: named(name) })
${all.map((name) => `const ${name} = define('${name}')`).join('\n')}
export const all = [${all.join()}], made = ['x', ${all.map((name) => `'${name}'`).join()}].map((name) => define(name))`,
    }
    const found = summary(await graphOf(files))
    assert.deepEqual([new Set(found.publish).size, found.unresolved], [151, []])
  })

  it('are anything where very many files write what they read there, which takes no time', async () => {
    const writing = Array.from({ length: 60 }, (_, index) => `w${index}`)
    const files = {
      'index.ts': `import { events } from '@ampt/sdk'; import { state } from './state'
${writing.map((name) => `import './${name}'`).join('\n')}
events.publish(state.name, {})`,
      'state.ts': `export const state: any = { name: 'a' }`,
      ...Object.fromEntries(writing.map((name) => [`${name}.ts`, `import { state } from './state'; state.name = state.name + '${name}'`])),
    }
    const found = summary(await graphOf(files))
    assert.deepEqual([found.publish, found.unresolved.length], [['a'], 1])
  })

  it('are the same whichever of two circular files is read first', async () => {
    const files = {
      'a.ts': `import { events } from '@ampt/sdk'; import { B } from './b'; export const A = 'a'; events.publish(A + B, {})`,
      'b.ts': `import { events } from '@ampt/sdk'; import { A } from './a'; export const B = 'b'; events.publish(B + A, {})`,
    }
    assert.deepEqual(summary(await graphOf(files)).publish, ['ab', 'ba'])
  })
})

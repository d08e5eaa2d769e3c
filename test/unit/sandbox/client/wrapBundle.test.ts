import assert from 'node:assert/strict'
import { Script } from 'node:vm'
import type { PackageOrder } from '../../../../src/sandbox/client/packageOrder'
import { wrapBundle } from '../../../../src/sandbox/client/wrapBundle'

const modules: Record<string, object> = { x: { default: 'main', a: 1, b: 2 }, 'y"z': { c: 3 } }

const atStart: PackageOrder = { atStart: ['x', 'y"z'], later: new Map(), ahead: [] }

/** Evaluates a wrapped module and gives what it handed to `out`. */
async function evaluate(code: string): Promise<unknown[]> {
  const out: unknown[] = []
  const bundle = new Script(await wrapBundle(code, true, () => '/app.ts', atStart)).runInThisContext() as (
    ...globals: unknown[]
  ) => (...args: unknown[]) => Promise<void>
  const run = bundle({ of: 'globalThis' }, { of: 'global' })
  const load = (specifier: string): Promise<object> => Promise.resolve(modules[specifier]!)
  await run(
    load,
    load,
    (name: string) => (name === 'out' ? (value: unknown) => out.push(value) : null),
    (file: string) => ({ url: `file://${file}` }),
  )
  return out
}

describe('wrapBundle', () => {
  const forms: [string, string, unknown][] = [
    ['named and renamed', 'import { a, b as c } from "x"; out([a, c])', [1, 2]],
    ['default', 'import main from "x"; out(main)', 'main'],
    ['default and named', 'import main, { a } from "x"; out([main, a])', ['main', 1]],
    ['namespace', 'import * as space from "x"; out(space.b)', 2],
    ['default and namespace', 'import main, * as space from "x"; out([main, space.a])', ['main', 1]],
    ['side effect', 'import "x"; out("ran")', 'ran'],
    ['quoted specifier', `import { c } from "y\\"z"; out(c)`, 3],
    ['dynamic', 'const { a } = await import("x"); out(a)', 1],
    ['import.meta', 'out(import.meta.url)', 'file:///app.ts'],
    ['globals', 'out([globalThis.of, global.of])', ['globalThis', 'global']],
    ['a name of a global', 'import { a as global } from "x"; out(global)', 1],
    ['text that looks like an import', `out("import { a } from 'x'")`, `import { a } from 'x'`],
  ]
  for (const [name, code, expected] of forms) {
    it(`evaluates imports: ${name}`, async () => assert.deepEqual(await evaluate(`const out = require('out');${code}`), [expected]))
  }

  it('hoists imports, so that what stands before one can use it', async () => {
    assert.deepEqual(await evaluate(`require('out')(a)\nimport { a } from "x"`), [1])
  })

  it('keeps lines and columns, one line further down', async () => {
    const code = 'import {\n  a\n} from "x"\n\n  throw new Error(a)\n'
    const wrapped = await wrapBundle(code, false, () => '/app.ts', atStart)
    const line = wrapped.split('\n').findIndex((text) => text.includes('throw'))
    assert.equal(line, 5)
    assert.equal(wrapped.split('\n')[line], '  throw new Error(a)')
  })

  it('gives each call module state of its own', async () => {
    const code = 'let count = 0; require("out")(++count)'
    const seen: number[] = []
    const bundle = new Script(await wrapBundle(code, true, () => '/app.ts', atStart)).runInThisContext() as (
      ...globals: unknown[]
    ) => (...args: unknown[]) => Promise<void>
    const run = bundle({ of: 'globalThis' }, { of: 'global' })
    for (let instance = 0; instance < 2; instance++) await run(null, null, () => (value: number) => seen.push(value), {})
    assert.deepEqual(seen, [1, 1])
  })
})

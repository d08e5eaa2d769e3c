import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { indexWorkspace } from '../../src/graph/indexWorkspace'
import { root } from '../support/built'

/** Real sources: ours, the sample apps, and what packages ship. */
const sources = ['src', 'test/workspaces/patterns', 'test/workspaces/shop', 'node_modules/@ampt/api', 'node_modules/fast-check/lib']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
      .map((file) => join(root, folder, file)),
  )
  .sort()
  .map((file) => readFileSync(file, 'utf8'))
  .filter((text) => text.length < 60_000)

const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const text = fc.nat(sources.length - 1).map((index) => sources[index]!)
const at = (whole: string, part: number): number => Math.floor(part * whole.length)

/** A source that somebody is in the middle of typing, or that was merged wrongly. */
const broken = fc.oneof(
  fc.tuple(text, fraction).map(([one, end]) => one.slice(0, at(one, end))),
  fc.tuple(text, fraction).map(([one, start]) => one.slice(at(one, start))),
  fc.tuple(text, text, fraction, fraction).map(([one, other, end, start]) => one.slice(0, at(one, end)) + other.slice(at(other, start))),
  fc
    .tuple(text, fraction, fc.string({ unit: 'binary', maxLength: 4 }))
    .map(([one, place, put]) => one.slice(0, at(one, place)) + put + one.slice(at(one, place) + 1)),
  fc.tuple(text, fraction, fraction).map(([one, a, b]) => one.slice(0, at(one, Math.min(a, b))) + one.slice(at(one, Math.max(a, b)))),
)

describe('sources that are broken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('never keep the rest from being read', () => {
    fc.assert(
      fc.property(fc.array(broken, { minLength: 1, maxLength: 4 }), (texts) => {
        const whole = `import { events } from '@ampt/sdk'\nevents.publish('whole', {})`
        const overlays = new Map([['whole.ts', whole]])
        // Each names the SDK, so that each is looked through, and may import the others.
        for (const [index, one] of texts.entries())
          overlays.set(`f${index}.ts`, `import { events } from '@ampt/sdk'\nexport * from './f${(index + 1) % texts.length}'\n${one}`)
        const { events, problems } = indexWorkspace(folder, { overlays })
        assert.ok(events.some(({ name, publishers }) => name === 'whole' && publishers.some(({ file }) => file === 'whole.ts')))
        assert.ok(problems.every(({ file, line, column }) => overlays.has(file) && line >= 1 && column >= 1))
      }),
      { numRuns: 150 },
    )
  })

  for (const [what, first, next] of [
    ['texts', `'xy'`, (last: string) => `${last} + ${last}`],
    ['patterns', `process.env.X + 'y'`, (last: string) => `\`\${${last}}\${${last}}\``],
    ['lists', `['x', 'y']`, (last: string) => `[...${last}, ...${last}]`],
    ['joined lists', `['x', 'y']`, (last: string) => `[${last}.join('.'), ${last}.join('.')]`],
  ] as const) {
    it(`do not fill the memory with ${what} that double forty times, nor hide the calls beside them`, () => {
      const doubled = Array.from({ length: 40 }, (_, at) => `const d${at + 1} = ${next(`d${at}`)}`)
      const text = [
        `import { events } from '@ampt/sdk'`,
        `const d0 = ${first}`,
        ...doubled,
        `for (const one of [...d40]) events.publish(one, {})`,
      ]
      const graph = indexWorkspace(folder, { overlays: new Map([['a.ts', [...text, `events.publish('beside', {})`].join('\n')]]) })
      assert.deepEqual(graph.problems, [])
      assert.ok(graph.events.some(({ name }) => name === 'beside'))
      assert.ok(graph.unresolved.length > 0)
    })
  }
})

import assert from 'node:assert/strict'
import { installed, logsOf, publishing, runApp } from '../../../support/runApp'

describe('decorators with metadata', () => {
  it('gives the types that the tsconfig asks for, by the TypeScript of the workspace, and says where that is missing', async () => {
    const files = {
      'tsconfig.json': '{ "extends": "./base" }',
      'base.json': '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
      'index.ts': `import { events } from '@ampt/sdk'
        let injected: any
        ;(Reflect as any).metadata = (key: string, types: any) => () => { if (key === 'design:paramtypes') injected = types[0] }
        const injectable = (_: unknown): void => undefined
        class Mailer {}
        @injectable
        class Shop {
          constructor(readonly mailer: Mailer) {}
        }
        events.on('a', () => {
          console.log(injected?.name, new Shop(new Mailer()).mailer instanceof Mailer)
          throw new Error('after')
        })`,
    }
    const once = publishing('a', { untilMs: 0 })
    const trace = await runApp({ ...files, ...installed({ typescript: require.resolve('typescript') }) }, once)
    assert.deepEqual([logsOf(trace), trace.details[0]!.handlers[0]!.error?.site?.line, trace.end.notes], [['Mailer true'], 12, []])
    const without = await runApp(files, once)
    assert.deepEqual(logsOf(without), ['undefined true'])
    assert.match(without.end.notes[0]!, /^The tsconfig asks for emitDecoratorMetadata, .* Run "npm install --save-dev typescript"\.$/)
  })

  describe('gives types of imports', () => {
    const tsconfig = '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }'
    const typescript = installed({ typescript: require.resolve('typescript') })
    const index = `import { events } from '@ampt/sdk'
      import Shape, { Mailer as Sends, Shop, Id, Level } from './types'
      import path = require('path')
      let injected: any[] = []
      ;(Reflect as any).metadata = (key: string, types: any) => () => { if (key === 'design:paramtypes') injected = types }
      const injectable = (_: unknown): void => undefined
      @injectable
      class Sale {
        constructor(readonly shop: Shop, readonly mailer: Sends, readonly id: Id, readonly level: Level, readonly shape: Shape) {}
      }
      events.on('a', () => {
        console.log(injected.map(({ name }) => name).join(), path.basename('x/y'))
        throw new Error('after ' + Sale.length)
      })`
    const types = `export class Shop {}\nexport interface Mailer { send(): void }\nexport type Id = string\nexport enum Level { Low, High }\nexport default interface Shape { size: number }`

    it('as TypeScript has them: Object for interfaces, what is below enums and aliases, and classes', async () => {
      const files = { 'tsconfig.json': tsconfig, 'index.ts': index, 'types.ts': types, ...typescript }
      const trace = await runApp(files, publishing('a', { untilMs: 0 }))
      assert.deepEqual([logsOf(trace), trace.end.notes], [['Shop,Object,String,Number,Object y'], []])
      assert.equal(trace.details[0]!.handlers[0]!.error?.site?.line, 13)
    })

    it('wherever the tsconfig has it from: a file, a list of which the last wins, a package', async () => {
      const off = tsconfig.replace('"emitDecoratorMetadata": true', '"emitDecoratorMetadata": false')
      const bases = {
        'on.json': tsconfig,
        'off.json': off,
        'node_modules/@own/base/tsconfig.json': tsconfig,
        'node_modules/@own/base/package.json': '{}',
      }
      const logs = []
      for (const extended of [
        '"./on"',
        '["./off.json", "./on.json"]',
        '["./on.json", "./off.json"]',
        '"@own/base"',
        '"@own/base/tsconfig.json"',
      ]) {
        const own = `{ "extends": ${extended}, "compilerOptions": { "experimentalDecorators": true } }`
        const files = { ...bases, 'tsconfig.json': own, 'index.ts': index, 'types.ts': types, ...typescript }
        logs.push(...logsOf(await runApp(files, publishing('a', { untilMs: 0 }))))
      }
      const typed = 'Shop,Object,String,Number,Object y'
      assert.deepEqual(logs, [typed, typed, ' y', typed, typed])
    })

    it('and tells what is wrong with others by its place in the source', async () => {
      const files = {
        'tsconfig.json': tsconfig,
        'index.ts': index.replace('Level }', 'Level, None }') + '\nNone()',
        'types.ts': types,
        ...typescript,
      }
      await assert.rejects(runApp(files, publishing('a')), /index\.ts:2:\d+: No matching export in "types\.ts" for import "None"/)
    })

    it('or none, and says why, where what TypeScript makes of a file is of no use', async () => {
      const program = `{ getSourceFile: () => 1, getSourceFiles: () => [], emit: (_, write) => write('index.js', 'import { __decorate(') }`
      const broken = `module.exports = { ...require(${JSON.stringify(require.resolve('typescript'))}), createProgram: () => (${program}) }`
      const files = { 'tsconfig.json': tsconfig, 'index.ts': index, 'types.ts': types, 'node_modules/typescript/index.js': broken }
      const trace = await runApp(files, publishing('a', { untilMs: 0 }))
      assert.deepEqual(logsOf(trace), [' y'])
      assert.match(trace.end.notes[0]!, /^What emitDecoratorMetadata asks for could not be added, .* index\.ts:1:/)
    })
  })

  describe('run as TypeScript would have them', () => {
    const once = publishing('a', { untilMs: 0 })
    const settings = { experimentalDecorators: true, emitDecoratorMetadata: true }
    const withTypescript = (files: Record<string, string>, more: object = {}): Record<string, string> => ({
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...settings, ...more } }),
      ...files,
      ...installed({ typescript: require.resolve('typescript') }),
    })
    const decorates = `const kept: any = {}
      ;(Reflect as any).metadata = (key: string, types: any) => () => { kept[key] = types }
      const d: any = () => undefined\n`

    it('with fields set behind parameters that are properties where the tsconfig has it so, and before them where not', async () => {
      const index = `import { events } from '@ampt/sdk'
        ${decorates}
        class Config { url = 'x.test' }
        @d class Cats {
          readonly base = this.config?.url
          constructor(private readonly config: Config) {}
        }
        events.on('a', () => console.log(new Cats(new Config()).base))`
      const logs = []
      for (const more of [
        { target: 'ES2021' },
        { target: 'ES2022' },
        { target: 'ES2022', useDefineForClassFields: false },
        { target: 'ES2021', useDefineForClassFields: true },
      ]) {
        logs.push(...logsOf(await runApp(withTypescript({ 'index.ts': index }, more), once)))
      }
      assert.deepEqual(logs, ['x.test', 'undefined', 'x.test', 'undefined'])
    })

    it('as ES modules, whose imports come in their order, where they export nothing', async () => {
      const files = {
        'index.ts': `import 'first'\nimport { events } from '@ampt/sdk'\nimport { seen } from './mail'\n${decorates}
          @d class Sale { at = 1 }
          events.on('a', () => console.log(seen, new Sale().at))`,
        'node_modules/first/index.js': 'globalThis.isFirst = true',
        'mail.ts': `import seen from 'looks'\nexport { seen }`,
        'node_modules/looks/index.js': 'module.exports = globalThis.isFirst === true',
      }
      assert.deepEqual(logsOf(await runApp(withTypescript(files), once)), ['true 1'])
    })

    it('with the names of their classes in stacks, those that use their own name too', async () => {
      const files = {
        'index.ts': `import { events } from '@ampt/sdk'\nimport { Sale } from './sale'\nevents.on('a', () => new Sale().fail())`,
        'sale.ts': `const d: any = () => undefined
          @d export class Sale { static readonly title = Sale.name; fail() { throw new Error(Sale.title) } }`,
      }
      const { details } = await runApp(withTypescript(files), once)
      assert.match(details[0]!.handlers[0]!.error!.stack, /^Error: Sale\n {4}at Sale\.fail \(sale\.ts:/)
    })

    it('wherever in a line a decorator stands', async () => {
      const index = (decorated: string): string => `import { events } from '@ampt/sdk'
        ${decorates}
        class Mail {}
        ${decorated}
        events.on('a', () => console.log(Object.values(kept).flat().map((type: any) => type?.name).join()))`
      const logs = []
      for (const decorated of [
        'class One { constructor(@d readonly mail: Mail) {} }',
        'class Two { /* the mail */ @d mail!: Mail }',
        'class Six {\n//\n@d mail!: Mail }',
        '/** @see Mail */ class No { mail!: Mail }',
      ])
        logs.push(...logsOf(await runApp(withTypescript({ 'index.ts': index(decorated) }), once)))
      assert.deepEqual(logs, ['Mail', 'Mail', 'Mail', ''])
    })
  })
})

import assert from 'node:assert/strict'
import { graphOf, summary, type Files } from './inWorkspace'

const app = (specifier: string, at = 'src/index.ts'): Files => ({
  [at]: `import { events } from '@ampt/sdk'; import { N } from '${specifier}'; events.publish(N, {})`,
})
const N = `export const N = 'a'`
const tsconfig = (options: object, more: object = {}): string => JSON.stringify({ compilerOptions: options, ...more })

const cases: [rule: string, files: Files][] = [
  ['without an ending', { ...app('./n'), 'src/n.ts': N }],
  ['with .js for .ts', { ...app('./n.js'), 'src/n.ts': N }],
  ['with .js for .tsx', { ...app('./n.js'), 'src/n.tsx': N }],
  ['with .mjs for .mts', { ...app('./n.mjs'), 'src/n.mts': N }],
  ['with .js for itself', { ...app('./n.js'), 'src/n.js': N }],
  ['with .ts', { ...app('./n.ts'), 'src/n.ts': N }],
  ['with a dot in the name', { ...app('./n.events'), 'src/n.events.ts': N }],
  ['to an index file', { ...app('./n'), 'src/n/index.ts': N }],
  ['to an index file with .js', { ...app('./n/index.js'), 'src/n/index.ts': N }],
  ['to the folder itself', { ...app('.', 'src/x.ts'), 'src/index.ts': N }],
  ['to the folder above', { ...app('..', 'src/deep/x.ts'), 'src/index.ts': N }],
  ['to a file that git ignores', { ...app('./n'), 'src/n.ts': N, '.gitignore': 'n.ts' }],
  ['by an exact path alias', { ...app('@n'), 'src/lib/n.ts': N, 'tsconfig.json': tsconfig({ paths: { '@n': ['./src/lib/n'] } }) }],
  [
    'by a path alias with *',
    { ...app('@/lib/n'), 'src/lib/n.ts': N, 'tsconfig.json': tsconfig({ baseUrl: 'src', paths: { '@/*': ['*'] } }) },
  ],
  ['by the second target of an alias', { ...app('@/n'), 'b/n.ts': N, 'tsconfig.json': tsconfig({ paths: { '@/*': ['./a/*', './b/*'] } }) }],
  [
    'by the longest alias',
    {
      ...app('@/lib/n'),
      'lib2/n.ts': N,
      'x/lib/n.ts': `export const N = 'wrong'`,
      'tsconfig.json': tsconfig({ paths: { '@/*': ['./x/*'], '@/lib/*': ['./lib2/*'] } }),
    },
  ],
  ['by baseUrl', { ...app('api/config'), 'src/api/config.ts': N, 'tsconfig.json': tsconfig({ baseUrl: './src' }) }],
  [
    'by a tsconfig with comments',
    { ...app('@n'), 'n.ts': N, 'tsconfig.json': `{ // here\n "compilerOptions": { "paths": { "@n": ["./n.ts"], } } }` },
  ],
  [
    'by an extended tsconfig, from its own place',
    {
      ...app('@n', 'app/index.ts'),
      'base/n.ts': N,
      'base/tsconfig.json': tsconfig({ paths: { '@n': ['./n'] } }),
      'app/tsconfig.json': tsconfig({}, { extends: '../base/tsconfig' }),
    },
  ],
  [
    'by the last of several extended',
    {
      ...app('@n'),
      'n.ts': N,
      'a.json': tsconfig({ paths: { '@n': ['./x'] } }),
      'b.json': tsconfig({ paths: { '@n': ['./n'] } }),
      'tsconfig.json': tsconfig({}, { extends: ['./a.json', './b.json'] }),
    },
  ],
  [
    'by a tsconfig of a package',
    {
      ...app('@n'),
      'n.ts': N,
      'node_modules/base/tsconfig.json': tsconfig({ paths: { '@n': ['${configDir}/../../n'] } }),
      'tsconfig.json': tsconfig({}, { extends: 'base' }),
    },
  ],
  [
    'by a referenced tsconfig',
    {
      ...app('@n'),
      'n.ts': N,
      'tsconfig.app.json': tsconfig({ paths: { '@n': ['./n'] } }),
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: './tsconfig.app.json' }] }),
    },
  ],
  [
    'by the nearest tsconfig',
    {
      ...app('@n', 'app/index.ts'),
      'app/n.ts': N,
      'app/tsconfig.json': tsconfig({ paths: { '@n': ['./n'] } }),
      'tsconfig.json': tsconfig({ paths: { '@n': ['./wrong'] } }),
    },
  ],
  ['by jsconfig.json', { ...app('@n', 'index.js'), 'n.js': N, 'jsconfig.json': tsconfig({ paths: { '@n': ['./n'] } }) }],
  [
    'by package imports',
    { ...app('#lib/n.js'), 'src/lib/n.ts': N, 'package.json': JSON.stringify({ imports: { '#lib/*': { default: './src/lib/*' } } }) },
  ],
]

describe('module paths', () => {
  for (const [rule, files] of cases) {
    it(`are followed ${rule}`, async () => {
      assert.deepEqual(summary(await graphOf(files)), { publish: ['a'], on: [], unresolved: [] })
    })
  }

  it('that lead nowhere leave the name unresolved', async () => {
    for (const specifier of ['./missing', 'package', '@scope/package/deep']) {
      assert.deepEqual(summary(await graphOf(app(specifier))), { publish: [], on: [], unresolved: ['publish *'] })
    }
  })

  it('of configurations that extend each other end', async () => {
    const files = {
      ...app('@n'),
      'tsconfig.json': tsconfig({}, { extends: './b.json' }),
      'b.json': tsconfig({}, { extends: './tsconfig.json' }),
    }
    assert.deepEqual(summary(await graphOf(files)).unresolved, ['publish *'])
  })

  it('of files that re-export each other end', async () => {
    const files = { ...app('./x'), 'src/x.ts': `export * from './y'`, 'src/y.ts': `export * from './x'; export { N } from './x'` }
    assert.deepEqual(summary(await graphOf(files)).unresolved, ['publish *'])
  })
})

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ts } from 'ts-morph'
import { graphOf, inWorkspace, summary, type Files } from '../inWorkspace'

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
  ['to the main file of a folder', { ...app('./lib'), 'src/lib/code/n.ts': N, 'src/lib/package.json': JSON.stringify({ main: 'code/n' }) }],
  [
    'to the main file of a folder that is built',
    { ...app('./lib'), 'src/lib/src/n.ts': N, 'src/lib/package.json': JSON.stringify({ main: './dist/n.js' }) },
  ],
  [
    'by a path alias to a folder that says what it exports',
    {
      ...app('@acme/bus'),
      'packages/bus/code/n.ts': N,
      'packages/bus/package.json': JSON.stringify({ exports: { '.': './code/n.ts' }, main: './code/n.ts' }),
      'tsconfig.json': tsconfig({ paths: { '@acme/*': ['./packages/*'] } }),
    },
  ],
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
      'node_modules/base/tsconfig.json': tsconfig({ paths: { '@n': ['../../n'] } }),
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
    'by a base that speaks of what extends it',
    {
      ...app('@n', 'app/src/index.ts'),
      'app/src/n.ts': N,
      'base/base.json': tsconfig({ paths: { '@*': ['${configDir}/src/*'] } }),
      'app/tsconfig.json': tsconfig({}, { extends: '../base/base.json' }),
    },
  ],
  [
    'by a tsconfig of a package of the workspace',
    {
      ...app('@/n', 'packages/app/src/index.ts'),
      'packages/app/src/n.ts': N,
      'packages/base/app.json': tsconfig({ paths: { '@/*': ['${configDir}/src/*'] } }),
      'packages/base/package.json': JSON.stringify({ name: '@acme/tsconfig' }),
      'packages/app/tsconfig.json': tsconfig({}, { extends: '@acme/tsconfig/app.json' }),
      'package.json': JSON.stringify({ workspaces: ['packages/*'] }),
    },
  ],
  [
    'by paths of a base, from the baseUrl of what extends it',
    {
      ...app('@/n'),
      'src/lib/n.ts': N,
      'base/lib/n.ts': `export const N = 'wrong'`,
      'base/base.json': tsconfig({ paths: { '@/*': ['lib/*'] } }),
      'tsconfig.json': tsconfig({ baseUrl: 'src' }, { extends: './base/base.json' }),
    },
  ],
  [
    'by none of the paths that a tsconfig puts aside',
    {
      ...app('n'),
      'n.ts': N,
      'wrong.ts': `export const N = 'wrong'`,
      'base.json': tsconfig({ paths: { n: ['./wrong'] } }),
      'tsconfig.json': tsconfig({ baseUrl: '.', paths: {} }, { extends: './base.json' }),
    },
  ],
  ['by a path alias with #', { ...app('#n'), 'src/n.ts': N, 'tsconfig.json': tsconfig({ paths: { '#*': ['./src/*'] } }) }],
  ['by rootDirs', { ...app('./n'), 'made/n.ts': N, 'tsconfig.json': tsconfig({ rootDirs: ['src', 'made'] }) }],
  [
    'by the own name of a package',
    { ...app('self/n'), 'src/n.ts': N, 'package.json': JSON.stringify({ name: 'self', exports: { './*': './dist/*.js' } }) },
  ],
  [
    'by package imports of what is built',
    { ...app('#n'), 'src/n.ts': N, 'package.json': JSON.stringify({ imports: { '#*': './dist/*.js' } }) },
  ],
  [
    'by package imports',
    { ...app('#lib/n.js'), 'src/lib/n.ts': N, 'package.json': JSON.stringify({ imports: { '#lib/*': { default: './src/lib/*' } } }) },
  ],
]

/** What TypeScript makes of the import of `N`. */
function resolvedByTypeScript(folder: string, files: Files): string | undefined {
  const file = Object.keys(files).find((one) => String(files[one]).includes('@ampt/sdk'))!
  const config = ts.findConfigFile(dirname(join(folder, file)), existsSync)
  const { options } =
    config === undefined
      ? { options: {} }
      : ts.parseJsonConfigFileContent(
          ts.readConfigFile(config, (path) => readFileSync(path, 'utf8')).config,
          ts.sys,
          dirname(config),
          undefined,
          config,
        )
  const specifier = /from '([^']+)'; events/.exec(String(files[file]))![1]!
  const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowJs: true }
  const { resolvedModule } = ts.resolveModuleName(specifier, join(folder, file), { ...options, ...bundler }, ts.sys)
  return resolvedModule === undefined ? undefined : readFileSync(resolvedModule.resolvedFileName, 'utf8')
}

/** Packages that are not installed, what is yet to be built, projects named by another, and `jsconfig.json`. */
const beyondTypeScript = /package of the workspace|is built|own name|referenced|jsconfig/

describe('module paths', () => {
  for (const [rule, files] of cases.filter(([rule]) => !beyondTypeScript.test(rule))) {
    it(`are followed as TypeScript does ${rule}`, () =>
      inWorkspace(files, (folder) => assert.equal(resolvedByTypeScript(folder, files), N)))
  }

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

  it('that are no texts lead nowhere', async () => {
    for (const paths of [null, 5, 'n', ['n'], { '@n': 'n' }, { '@n': [null, 5] }, { '@n': null }]) {
      const files = { ...app('@n/x'), 'tsconfig.json': JSON.stringify({ compilerOptions: { paths, baseUrl: 5, rootDirs: 'x' } }) }
      assert.deepEqual(summary(await graphOf(files)).unresolved, ['publish *'])
    }
  })

  it('of files that re-export each other end', async () => {
    const files = { ...app('./x'), 'src/x.ts': `export * from './y'`, 'src/y.ts': `export * from './x'; export { N } from './x'` }
    assert.deepEqual(summary(await graphOf(files)).unresolved, ['publish *'])
  })
})

import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listSourceFiles, type Exclusion } from '../../../../src/graph/files/listSourceFiles'
import { inWorkspace, type Files } from '../inWorkspace'

const empty = (...files: string[]): Files => Object.fromEntries(files.map((file) => [file, '']))
const listed = (files: Files, exclude?: Exclusion[]): Promise<readonly string[]> =>
  inWorkspace(files, (folder) => listSourceFiles(folder, exclude).files)

describe('listSourceFiles', () => {
  it('takes TypeScript and JavaScript of every ending, declarations among them, in order', async () => {
    const files = ['a.cjs', 'a.cts', 'a.d.ts', 'a.js', 'a.jsx', 'a.mjs', 'a.mts', 'a.ts', 'a.tsx', 'a.vue']
    assert.deepEqual(await listed(empty(...files.toReversed(), 'a.json', 'a.txt', 'ts', 'a.css')), files)
  })
  it('leaves out tests', async () => {
    assert.deepEqual(
      await listed(
        empty(
          ...['a.test.ts', 'a.spec.tsx', '__tests__/a.ts', 'src/__mocks__/a.ts', 'e2e/a.ts', 'a.e2e.ts', 'spec/a.ts'],
          ...['a.cy.ts', 'a.test-d.ts', 'vitest.setup.ts', 'test.ts', 'latest.ts'],
        ),
      ),
      ['latest.ts', 'test.ts'],
    )
  })
  it('leaves out node_modules and folders with a leading dot', async () => {
    assert.deepEqual(await listed(empty('node_modules/a.ts', 'src/node_modules/b.ts', '.git/c.ts', '.next/d.js', 'src/a.ts')), ['src/a.ts'])
  })
  it('leaves out what git ignores', async () => {
    assert.deepEqual(await listed({ ...empty('dist/a.js', 'src/a.ts', 'src/gen.ts', 'src/dist.ts'), '.gitignore': 'dist\ngen.ts\n' }), [
      'src/a.ts',
      'src/dist.ts',
    ])
  })
  it('leaves out what the repository excludes without a .gitignore', async () => {
    const files = { ...empty('a.ts', 'b.ts', 'c.ts'), '.git/info/exclude': 'a.ts\nb.ts\n', '.gitignore': '!b.ts' }
    assert.deepEqual(await listed(files), ['b.ts', 'c.ts'])
  })
  it('follows a nested .gitignore in its folder, over the one above', async () => {
    const files = { ...empty('a/x.ts', 'a/y.ts', 'b/x.ts', 'b/y.ts'), '.gitignore': 'y.ts', 'a/.gitignore': 'x.ts\n!y.ts' }
    assert.deepEqual(await listed(files), ['a/y.ts', 'b/x.ts'])
  })
  it('follows the .gitignore of the repository around the folder', async () => {
    const files = { ...empty('app/a.ts', 'app/out/b.ts', '.git/HEAD'), '.gitignore': 'out' }
    await inWorkspace(files, (folder) => assert.deepEqual(listSourceFiles(join(folder, 'app')).files, ['a.ts']))
  })
  it('shows an ignored folder when that is the one opened', async () => {
    const files = { ...empty('app/a.ts', '.git/HEAD'), '.gitignore': 'app' }
    await inWorkspace(files, (folder) => assert.deepEqual(listSourceFiles(join(folder, 'app')).files, ['a.ts']))
  })
  it('leaves out what the caller excludes', async () => {
    const files = empty('a.ts', 'legacy/b.ts', 'src/legacy/c.ts', 'src/d.gen.ts', 'src/e.gen.js')
    const globs = ['legacy', '**/*.gen.{ts,js}'].map((glob) => ({ glob, when: null }))
    assert.deepEqual(await listed(files, globs), ['a.ts', 'src/legacy/c.ts'])
  })
  it('leaves out what the caller excludes where a sibling is there', async () => {
    const exclude = [{ glob: '**/*.js', when: '$(basename).ts' }]
    assert.deepEqual(await listed(empty('a.ts', 'a.js', 'src/b.js', 'src/a.js'), exclude), ['a.ts', 'src/a.js', 'src/b.js'])
  })
  it('lists tests apart: by their names, and what lies in folders of tests', async () => {
    const tests = ['__tests__/a.ts', 'e2e/a.ts', 'packages/one/test/a.ts', 'src/a.spec.tsx', 'src/a.test.ts', 'tests/a.ts']
    const others = ['packages/one/src/tests/a.ts', 'src/test/a.ts']
    await inWorkspace({ ...empty(...tests, ...others), 'packages/one/package.json': '{}' }, (folder) => {
      const list = listSourceFiles(folder)
      assert.deepEqual([list.tests, list.files], [tests, others])
    })
  })
  it('lists what settings may stand in', async () => {
    const settings = ['.gitignore', 'package.json', 'pnpm-workspace.yaml', 'src/names.json', 'tsconfig.base.json']
    await inWorkspace(empty(...settings, 'a.ts', 'other.yaml'), (folder) => assert.deepEqual(listSourceFiles(folder).settings, settings))
  })
  it('walks a link to a folder outside once, and no link inside or up', async () => {
    await inWorkspace(empty('app/src/a.ts', 'shared/b.ts'), (folder) => {
      symlinkSync(join(folder, 'shared'), join(folder, 'app/one'))
      symlinkSync(join(folder, 'shared'), join(folder, 'app/two'))
      symlinkSync(join(folder, 'app/src'), join(folder, 'app/again'))
      symlinkSync(join(folder, 'app'), join(folder, 'app/src/loop'))
      symlinkSync(folder, join(folder, 'app/up'))
      assert.deepEqual(listSourceFiles(join(folder, 'app')).files, ['one/b.ts', 'src/a.ts'])
    })
  })
  it('tells where the links that it followed lead, and the folder if that is one', async () => {
    await inWorkspace(empty('app/src/a.ts', 'shared/b.ts'), (folder) => {
      symlinkSync(join(folder, 'app'), join(folder, 'linked'))
      symlinkSync(join(folder, 'shared'), join(folder, 'app/one'))
      symlinkSync(join(folder, 'shared/b.ts'), join(folder, 'app/b.ts'))
      assert.deepEqual(listSourceFiles(join(folder, 'linked')).links, [
        { path: '', target: join(folder, 'app') },
        { path: 'b.ts', target: join(folder, 'shared/b.ts') },
        { path: 'one', target: join(folder, 'shared') },
      ])
    })
  })
  it('reports a link that leads nowhere, and goes on', async () => {
    await inWorkspace(empty('a.ts'), (folder) => {
      symlinkSync(join(folder, 'missing.ts'), join(folder, 'b.ts'))
      const { files, problems } = listSourceFiles(folder)
      assert.deepEqual(files, ['a.ts'])
      assert.deepEqual(problems, [{ file: 'b.ts', line: 1, column: 1, message: 'The link cannot be followed (ENOENT).' }])
    })
  })
  it('takes what is yet to be written for what it will be', async () => {
    const files = { 'package.json': '{}', '.gitignore': 'dist\n', 'src/.gitignore': 'gen.ts\n' }
    const unsaved = ['new.ts', 'src/new.ts', 'src/gen.ts', 'dist/a.js', 'node_modules/a.js', '.out/a.js', 'test/a.ts', 'b.test.ts', 'c.txt']
    await inWorkspace(files, (folder) => {
      const { files, tests } = listSourceFiles(folder, [], unsaved)
      assert.deepEqual(
        [files, tests],
        [
          ['new.ts', 'src/new.ts'],
          ['b.test.ts', 'test/a.ts'],
        ],
      )
    })
  })
  it('keeps names that are no plain text', async () => {
    await inWorkspace({}, (folder) => {
      mkdirSync(join(folder, 'ä ö'))
      writeFileSync(join(folder, 'ä ö/[x] $y.ts'), '')
      assert.deepEqual(listSourceFiles(folder).files, ['ä ö/[x] $y.ts'])
    })
  })
})

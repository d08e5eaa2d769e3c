import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createFolderIndex, type FolderIndex } from '../../../src/graph/folderIndex'
import type { EventGraph } from '../../../src/model/graph'
import { inWorkspace, summary, type Files } from './inWorkspace'

const sdk = `import { events } from '@ampt/sdk'\n`
const publish = (name: string): string => `${sdk}events.publish('${name}', {})`

interface Kept {
  readonly index: FolderIndex
  readonly first: EventGraph
  readonly write: (file: string, text: string) => void
  readonly remove: (path: string) => void
  /** Reads again what is said to have changed on disk, with what is not saved. */
  readonly read: (files: readonly string[] | null, overlays?: Readonly<Record<string, string>>) => EventGraph
}

/** An index that was read once. */
function kept(files: Files, use: (kept: Kept) => void): Promise<void> {
  return inWorkspace(files, (folder) => {
    const index = createFolderIndex(folder)
    const read: Kept['read'] = (changed, overlays = {}) => index.read({ overlays: new Map(Object.entries(overlays)), files: changed })
    use({
      index,
      first: read(null),
      read,
      write: (file, text) => {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), text)
      },
      remove: (path) => rmSync(join(folder, path), { recursive: true }),
    })
  })
}

describe('an index that is kept', () => {
  it('reads a file again when it is told of it, and no other', () =>
    kept({ 'a.ts': publish('a'), 'b.ts': publish('b') }, ({ read, write }) => {
      write('a.ts', publish('a2'))
      write('b.ts', publish('b2'))
      assert.deepEqual(summary(read(['a.ts'])).publish, ['a2', 'b'])
      assert.deepEqual(summary(read(null)).publish, ['a2', 'b2'])
    }))

  it('gives the same objects for events whose files did not change', () =>
    kept({ 'a.ts': publish('a'), 'b.ts': publish('b') }, ({ first, read, write }) => {
      write('a.ts', `\n${publish('a')}`)
      const next = read(['a.ts'])
      assert.equal(next.events[1], first.events[1])
      assert.notEqual(next.events[0], first.events[0])
    }))

  it('looks into what takes a bus out of the object of a framework, from the edit on that has it do so', () => {
    const bus = `${sdk}class Bus { publish(name) { return events.publish(name, {}) } }\nexport const bus = new Bus()\nbus.publish('b')`
    const server = `import { bus } from './bus'\napp.decorate('bus', bus)`
    const route = (text: string): string => `export const route = (app) => app.post('/', () => ${text})`
    return kept({ 'bus.js': bus, 'server.js': server, 'route.js': route('null') }, ({ first, read, write }) => {
      assert.deepEqual(summary(first).unresolved, [])
      write('route.js', route(`app.bus.publish('a')`))
      assert.deepEqual(summary(read(['route.js'])).unresolved, ['publish a'])
      write('route.js', route(`app.mails.publish('a')`))
      assert.deepEqual(summary(read(['route.js'])).unresolved, [])
    })
  })

  it('gives the same objects for events that are named by a table of which another entry changed', () => {
    const names = (second: string): string =>
      `const of = 'order'\nexport const NAMES = { one: \`\${of}.a\`, two: \`\${of}.${second}\` } as const`
    const emit = 'const emit = (name: string) => events.publish(name, {})\n'
    const handlers = 'events.on(NAMES.one, () => emit(NAMES.one))\nevents.on(NAMES.two, async () => {})'
    const a = `${sdk}import { NAMES } from './names'\n${emit}${handlers}`
    return kept({ 'names.ts': names('b'), 'a.ts': a }, ({ first, read, write }) => {
      write('names.ts', names('c'))
      const next = read(['names.ts'])
      assert.equal(next.events[0], first.events[0])
      assert.equal(next.events[1]!.name, 'order.c')
    })
  })

  it('follows a name to the file of constants that changed', () =>
    kept(
      { 'names.ts': `export const NAME = 'one'`, 'a.ts': `${sdk}import { NAME } from './names'\nevents.publish(NAME, {})` },
      ({ read, write }) => {
        write('names.ts', `export const NAME = 'two'`)
        assert.deepEqual(summary(read(['names.ts'])).publish, ['two'])
      },
    ))

  it('finds the callers of a wrapper in a file that did not import it before', () =>
    kept(
      { 'emit.ts': `${sdk}export const emit = (name: string) => events.publish(name, {})`, 'a.ts': `export {}` },
      ({ first, read, write }) => {
        assert.deepEqual(summary(first), { publish: [], on: [], unresolved: ['publish *'] })
        write('a.ts', `import { emit } from './emit'\nemit('called')`)
        assert.deepEqual(summary(read(['a.ts'])), { publish: ['called'], on: [], unresolved: [] })
        write('a.ts', `export {}`)
        assert.deepEqual(summary(read(['a.ts'])), { publish: [], on: [], unresolved: ['publish *'] })
      },
    ))

  it('takes in files that come, and lets go of those that go', () =>
    kept({ 'a.ts': publish('a') }, ({ read, write, remove }) => {
      write('src/b.ts', publish('b'))
      assert.deepEqual(summary(read(['src/b.ts'])).publish, ['a', 'b'])
      remove('a.ts')
      assert.deepEqual(summary(read(['a.ts'])).publish, ['b'])
    }))

  it('lets go of the files of a folder that is gone', () =>
    kept({ 'a.ts': publish('a'), 'src/b.ts': publish('b'), 'src2/c.ts': publish('c') }, ({ read, remove }) => {
      remove('src')
      assert.deepEqual(summary(read(['src'])).publish, ['a', 'c'])
    }))

  it('takes a file in again that went and came back', () =>
    kept({ 'a.ts': publish('a'), 'b.ts': publish('b') }, ({ first, read, write, remove }) => {
      remove('b.ts')
      assert.deepEqual(summary(read(['b.ts'])).publish, ['a'])
      write('b.ts', publish('b'))
      assert.deepEqual(read(['b.ts']), first)
    }))

  it('takes in a folder that comes or goes as a whole, and goes on where an ignored one does', () =>
    kept({ '.git/HEAD': '', '.gitignore': 'dist', 'a.ts': publish('a') }, ({ first, read, write, remove }) => {
      write('dist/built.js', publish('built'))
      const next = read(['dist'])
      assert.deepEqual([next.events[0] === first.events[0], next], [true, first])
      write('moved/b.ts', publish('b'))
      assert.deepEqual(summary(read(['moved'])).publish, ['a', 'b'])
      remove('moved/b.ts')
      assert.deepEqual(summary(read(['moved/b.ts'])).publish, ['a'])
    }))

  it('takes in a file that others already import', () =>
    kept({ 'a.ts': `${sdk}import { NAME } from './names'\nevents.publish(NAME, {})` }, ({ first, read, write }) => {
      assert.deepEqual(summary(first).publish, [])
      write('names.ts', `export const NAME = 'late'`)
      assert.deepEqual(summary(read(['names.ts'])).publish, ['late'])
    }))

  it('takes in data and settings that names hang on', () =>
    kept(
      {
        'tsconfig.json': `{ "compilerOptions": { "paths": { "@names": ["./one.json"] } } }`,
        'one.json': `{ "name": "one" }`,
        'two.json': `{ "name": "two" }`,
        'a.ts': `${sdk}import names from '@names'\nevents.publish(names.name, {})`,
      },
      ({ first, read, write }) => {
        assert.deepEqual(summary(first).publish, ['one'])
        write('one.json', `{ "name": "uno" }`)
        assert.deepEqual(summary(read(['one.json'])).publish, ['uno'])
        write('tsconfig.json', `{ "compilerOptions": { "paths": { "@names": ["./two.json"] } } }`)
        assert.deepEqual(summary(read(['tsconfig.json'])).publish, ['two'])
      },
    ))

  it('takes in data, and what git ignores, when any file may have changed', () =>
    kept(
      {
        '.git/HEAD': '',
        '.gitignore': 'made.ts',
        'one.json': `{ "name": "one" }`,
        'made.ts': `export const NAME = 'made'`,
        'a.ts': `${sdk}import one from './one.json'\nimport { NAME } from './made'\nevents.publish(one.name, {})\nevents.publish(NAME, {})`,
      },
      ({ first, read, write }) => {
        assert.deepEqual(summary(first).publish, ['made', 'one'])
        write('one.json', `{ "name": "uno" }`)
        write('made.ts', `export const NAME = 'again'`)
        assert.deepEqual(summary(read(null)).publish, ['again', 'uno'])
      },
    ))

  it('leaves out what git ignores, though it is told of it or it is unsaved, until git does not', () =>
    kept({ '.git/HEAD': '', '.gitignore': 'dist', 'a.ts': publish('a'), 'dist/a.js': publish('built') }, ({ read, write }) => {
      assert.deepEqual(summary(read(['dist/a.js'], { 'dist/a.js': publish('unsaved') })).publish, ['a'])
      write('.gitignore', '')
      assert.deepEqual(summary(read(['.gitignore'])).publish, ['a', 'built'])
    }))

  it('follows a name to a file that git ignores, and to what that says later', () =>
    kept(
      {
        '.git/HEAD': '',
        '.gitignore': 'made',
        'made/names.ts': `export const NAME = 'one'`,
        'a.ts': `${sdk}import { NAME } from './made/names'\nevents.publish(NAME, {})`,
      },
      ({ first, read, write, remove }) => {
        assert.deepEqual(summary(first).publish, ['one'])
        for (const name of ['two', 'three']) {
          write('made/names.ts', `export const NAME = '${name}'`)
          assert.deepEqual(summary(read(['made/names.ts'])).publish, [name])
        }
        remove('made/names.ts')
        assert.deepEqual(summary(read(['made/names.ts'])).publish, [])
        write('made/names.ts', `export const NAME = 'one'`)
        assert.deepEqual(read(['made/names.ts']), first)
      },
    ))

  it('goes back to what is on disk when unsaved text is given up', () =>
    kept({ 'a.ts': publish('a') }, ({ first, read }) => {
      assert.deepEqual(summary(read([], { 'a.ts': publish('unsaved') })).publish, ['unsaved'])
      assert.deepEqual(read([]), first)
    }))

  it('forgets the problems of a file that was mended', () =>
    kept({ 'a.ts': publish('a') }, ({ read, write }) => {
      write('a.ts', `${sdk}events.publish('a', {`)
      assert.equal(read(['a.ts']).problems.length, 1)
      write('a.ts', publish('a'))
      assert.deepEqual(read(['a.ts']).problems, [])
    }))
})

describe('files that are skipped', () => {
  const large = `export const text = '${'x'.repeat(2 * 1024 * 1024)}'`
  const problemsOf = ({ problems }: EventGraph): string[] => problems.map(({ file, message }) => `${file}: ${message}`)

  it('are told of as long as they are there and as they are', () =>
    kept({ 'a.ts': publish('a'), 'plain.ts': '' }, ({ first, read, write, remove }) => {
      assert.deepEqual(problemsOf(first), [])
      write('plain.ts', large)
      assert.deepEqual(problemsOf(read(['plain.ts'])), ['plain.ts: The file is larger than 2 MB and was skipped.'])
      write('plain.ts', 'binary \0')
      assert.deepEqual(problemsOf(read(['plain.ts'])), ['plain.ts: The file is binary and was skipped.'])
      write('plain.ts', '')
      assert.deepEqual(problemsOf(read(['plain.ts'])), [])
      write('plain.ts', large)
      read(['plain.ts'])
      remove('plain.ts')
      assert.deepEqual(problemsOf(read(['plain.ts'])), [])
    }))

  it('are as large unsaved', () =>
    kept({ 'a.ts': publish('a') }, ({ read }) => {
      const { problems, events } = read([], { 'a.ts': `${publish('a')}\n${large}` })
      assert.deepEqual([problems.length, events.length], [1, 0])
    }))
})

describe('calls in tests', () => {
  it('are shown apart, and are no part of the app', () =>
    kept({ 'a.ts': publish('a'), 'a.test.ts': `${publish('tested')}\nevents.on(name, () => {})` }, ({ first }) => {
      assert.deepEqual(summary(first), { publish: ['a'], on: [], unresolved: [] })
      const literal = { file: 'a.test.ts', line: 2, column: 16, endLine: 2, endColumn: 24 }
      assert.deepEqual(first.tests, [
        { kind: 'publish', event: 'tested', literal, file: 'a.test.ts', line: 2, column: 1, endLine: 2, endColumn: 29 },
        { kind: 'on', event: null, literal: null, file: 'a.test.ts', line: 3, column: 1, endLine: 3, endColumn: 26 },
      ])
    }))

  it('are found in tests that come, and gone with those that go', () =>
    kept({ 'a.ts': publish('a') }, ({ read, write, remove }) => {
      write('a.test.ts', publish('tested'))
      assert.deepEqual(
        read(['a.test.ts']).tests.map(({ event }) => event),
        ['tested'],
      )
      remove('a.test.ts')
      assert.deepEqual(read(['a.test.ts']).tests, [])
    }))

  it('are no part of the app after edits of the test either', () => {
    const test = `import { emit } from './emit'\nemit('tested')`
    return kept(
      { 'emit.ts': `${sdk}export const emit = (name: string) => events.publish(name, {})`, 'a.test.ts': test },
      ({ first, read, write }) => {
        for (const text of ['', test]) {
          write('a.test.ts', text)
          assert.deepEqual(summary(read(['a.test.ts'])), summary(first))
        }
      },
    )
  })

  it('are named by the constants of the app', () =>
    kept(
      { 'names.ts': `export const NAME = 'named'`, 'a.spec.ts': `${sdk}import { NAME } from './names'\nevents.publish(NAME, {})` },
      ({ first }) => {
        assert.deepEqual(
          first.tests.map(({ event }) => event),
          ['named'],
        )
      },
    ))
})

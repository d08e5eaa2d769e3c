import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as analyser from '../../../src/graph/analyser'
import { createFolderIndex } from '../../../src/graph/folderIndex'
import { createIndexCache } from '../../../src/graph/indexCache'
import type { EventGraph } from '../../../src/model/graph'
import { inWorkspace, summary, type Files } from './inWorkspace'

const sdk = `import { events } from '@ampt/sdk'\n`
const publish = (name: string): string => `${sdk}events.publish('${name}', {})`
/** All files of a test are older than this: none is written while it is read. */
const HOUR_MS = 3_600_000
const later = (): number => Date.now() + HOUR_MS

describe('what is kept of a folder from start to start', () => {
  let cacheFolder: string
  beforeEach(() => {
    cacheFolder = realpathSync(mkdtempSync(join(tmpdir(), 'graph-cache-')))
  })
  afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }))

  interface Started {
    readonly graph: EventGraph
    /** Whether anything had to be parsed. */
    readonly hasParsed: boolean
  }

  /** Reads a folder as a new process would, and keeps what was found. */
  function start(folder: string, { version = '1', today = later, overlays = new Map<string, string>() } = {}): Started {
    let hasParsed = false
    const index = createFolderIndex(folder, {
      today,
      cache: createIndexCache(cacheFolder, version, folder, {}),
      loadAnalyser: () => {
        hasParsed = true
        return analyser
      },
    })
    const graph = index.read({ overlays, files: null })
    index.save()
    return { graph, hasParsed }
  }

  const files: Files = {
    'package.json': '{}',
    'names.ts': `export const NAME = 'named'`,
    'a.ts': `${sdk}import { NAME } from './names'\nevents.publish(NAME, { after: Infinity })`,
    'plain.ts': `export const one = 1`,
    'page.vue': `<script>\n${sdk}events.on('named', () => {})\n</script>\n<template>A page</template>`,
    'broken.ts': `${sdk}events.publish('broken', {`,
    'a.test.ts': publish('tested'),
  }

  /** Starts, changes files, and starts again. */
  function again(change: (folder: string) => void, use: (second: Started, first: Started) => void): Promise<void> {
    return inWorkspace(files, (folder) => {
      const first = start(folder)
      change(folder)
      use(start(folder), first)
    })
  }

  it('gives the same graph without parsing anything, and says so', () =>
    again(
      () => undefined,
      (second, first) => {
        const { graph } = first
        assert.equal(graph.stats.isFromCache, undefined)
        assert.deepEqual(second, { graph: { ...graph, stats: { ...graph.stats, isFromCache: true } }, hasParsed: false })
      },
    ))

  it('is not used for what a file says that changed', () =>
    again(
      (folder) => writeFileSync(join(folder, 'names.ts'), `export const NAME = 'other'`),
      ({ graph, hasParsed }) => {
        assert.deepEqual([summary(graph).publish, hasParsed], [['broken', 'other'], true])
      },
    ))

  it('holds for files that were written with what they had', () =>
    again(
      (folder) => {
        for (const file of ['names.ts', 'plain.ts', 'a.ts', 'page.vue']) utimesSync(join(folder, file), 1_700_000_000, 1_700_000_000)
      },
      ({ hasParsed }) => assert.equal(hasParsed, false),
    ))

  it('holds when a file changed that nobody asks for', () =>
    again(
      (folder) => writeFileSync(join(folder, 'plain.ts'), 'export const one = 2'),
      ({ hasParsed }) => assert.equal(hasParsed, false),
    ))

  it('does not hold when a file came, went, or says for the first time that it uses the SDK', async () => {
    await again(
      (folder) => writeFileSync(join(folder, 'new.ts'), publish('new')),
      ({ graph }) => assert.deepEqual(summary(graph).publish, ['broken', 'named', 'new']),
    )
    await again(
      (folder) => rmSync(join(folder, 'a.ts')),
      ({ graph }) => assert.deepEqual(summary(graph).publish, ['broken']),
    )
    await again(
      (folder) => writeFileSync(join(folder, 'plain.ts'), publish('plain')),
      ({ graph }) => assert.deepEqual(summary(graph).publish, ['broken', 'named', 'plain']),
    )
  })

  it('does not hold when a file came that nobody lists and an import was looking for', async () => {
    const ignoring: Files = {
      '.gitignore': 'generated',
      'tsconfig.json': '{ "extends": "base/tsconfig.json" }',
      'a.ts': `${sdk}import { A } from './generated/a'\nimport { B } from '@b'\nevents.publish(A, {})\nevents.publish(B, {})`,
      'b.ts': `export const B = 'b'`,
    }
    const came = (file: string, text: string): Promise<string[]> =>
      inWorkspace(ignoring, (folder) => {
        start(folder)
        assert.equal(start(folder).hasParsed, false)
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), text)
        return summary(start(folder).graph).publish
      })
    assert.deepEqual(await came('generated/a.ts', `export const A = 'a'`), ['a'])
    assert.deepEqual(await came('node_modules/base/tsconfig.json', '{ "compilerOptions": { "paths": { "@b": ["../../b.ts"] } } }'), ['b'])
  })

  it('does not hold when a file takes a bus out of the object of a framework, and did not', () => {
    const bus = `${sdk}class Bus { publish(name) { return events.publish(name, {}) } }\nexport const bus = new Bus()\nbus.publish('b')`
    const app: Files = { 'bus.js': bus, 'server.js': `import { bus } from './bus'\napp.decorate('bus', bus)`, 'route.js': '' }
    return inWorkspace(app, (folder) => {
      start(folder)
      writeFileSync(join(folder, 'route.js'), 'export const one = 1')
      assert.equal(start(folder).hasParsed, false)
      writeFileSync(join(folder, 'route.js'), `export const route = (app) => app.bus.publish('a')`)
      assert.deepEqual(summary(start(folder).graph).unresolved, ['publish a'])
    })
  })

  it('does not hold when settings changed', () =>
    again(
      (folder) => writeFileSync(join(folder, 'package.json'), '{ "amptEvents": { "lints": { "unknown-event": "error" } } }'),
      ({ graph }) => assert.ok(graph.lints.some(({ severity, code }) => code === 'unknown-event' && severity === 'error')),
    ))

  it('is for one build', () =>
    inWorkspace(files, (folder) => {
      start(folder)
      assert.equal(start(folder, { version: '2' }).hasParsed, true)
    }))

  it('does not trust the times of files that may have been written while they were read', () =>
    inWorkspace({ 'a.ts': publish('a'), 'plain.ts': '' }, (folder) => {
      const today = (): number => Date.now()
      start(folder, { today })
      // As long as before, and with the times that it had.
      const { atime, mtime } = statSync(join(folder, 'a.ts'))
      writeFileSync(join(folder, 'a.ts'), publish('b'))
      utimesSync(join(folder, 'a.ts'), atime, mtime)
      assert.deepEqual(summary(start(folder, { today }).graph).publish, ['b'])
    }))

  it('is judged by what time it is: a moment in the code may have passed', () =>
    inWorkspace({ 'a.ts': `${sdk}events.publish('a', { after: '2026-06-01T00:00:00Z' }, {})` }, (folder) => {
      const codes = (today: number): string[] => start(folder, { today: () => today }).graph.lints.map(({ code }) => code)
      assert.deepEqual(codes(Date.UTC(2026, 4, 1)), ['unknown-event'])
      assert.deepEqual(codes(Date.UTC(2026, 6, 1)), ['unknown-event', 'after-not-positive'])
    }))

  it('leaves unsaved text out, and stands behind it', () =>
    inWorkspace(files, (folder) => {
      const overlays = new Map([['a.ts', publish('unsaved')]])
      assert.deepEqual(summary(start(folder, { overlays }).graph).publish, ['broken', 'unsaved'])
      assert.deepEqual(readdirSync(cacheFolder), [])
      start(folder)
      assert.deepEqual(summary(start(folder, { overlays }).graph).publish, ['broken', 'unsaved'])
    }))

  it('remembers which files were skipped, and is of what was read', () =>
    inWorkspace({ ...files, 'large.ts': 'x'.repeat(3 * 1024 * 1024) }, (folder) => {
      const index = createFolderIndex(folder, { today: () => Date.now(), cache: createIndexCache(cacheFolder, '1', folder, {}) })
      const { problems } = index.read({ overlays: new Map(), files: null })
      assert.ok(problems.some(({ file }) => file === 'large.ts'))
      writeFileSync(join(folder, 'names.ts'), `export const NAME = 'late'`)
      index.save()
      const { graph } = start(folder)
      assert.deepEqual(summary(graph).publish, ['broken', 'late'])
      assert.deepEqual(graph.problems, problems)
    }))

  it('is not missed when it is broken', () =>
    inWorkspace(files, (folder) => {
      const { graph } = start(folder)
      for (const name of readdirSync(cacheFolder)) writeFileSync(join(cacheFolder, name), 'x'.repeat(100))
      assert.deepEqual(start(folder), { graph, hasParsed: true })
    }))
})

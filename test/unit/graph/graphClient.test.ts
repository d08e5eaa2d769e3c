import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { createGraphClient, type GraphClient } from '../../../src/graph/graphClient'
import { indexWorkspace } from '../../../src/graph/indexWorkspace'
import { stampOf } from '../../../src/graph/files/sourceStamp'
import type { EventGraph } from '../../../src/model/graph'
import { UserError } from '../../../src/model/userError'
import { dist } from '../../support/built'
import { inWorkspace, summary } from './inWorkspace'

const publish = (name: string): string => `import { events } from '@ampt/sdk'; events.publish('${name}', {})`

describe('graphClient', () => {
  let client: GraphClient
  beforeEach(() => {
    client = createGraphClient(join(dist, 'graphWorker.js'))
  })
  afterEach(() => client.dispose())

  it('gives each request its own graph, with the overlays it came with', async () => {
    const names = await inWorkspace({ 'a.ts': publish('saved') }, async (folder) => {
      const graphs = await Promise.all([
        client.index(folder),
        client.index(folder, { overlays: new Map([['a.ts', publish('unsaved')]]), files: [] }),
        client.index(folder),
      ])
      return graphs.map((graph) => summary(graph).publish)
    })
    assert.deepEqual(names, [['saved'], ['unsaved'], ['saved']])
  })

  it('rejects what the user can mend as such, and goes on', async () => {
    await assert.rejects(
      client.index('/no/such/folder'),
      (error) => error instanceof UserError && error.message.startsWith('There is no folder'),
    )
    assert.deepEqual(await inWorkspace({ 'a.ts': publish('a') }, async (folder) => summary(await client.index(folder)).publish), ['a'])
  })

  it('gives what is as it was in the answer before as the same objects', () =>
    inWorkspace({ 'a.ts': publish('a'), 'b.ts': publish('b') }, async (folder) => {
      const first = await client.index(folder)
      const second = await client.index(folder, { overlays: new Map([['b.ts', `\n${publish('b')}`]]), files: [] })
      assert.equal(second.events[0], first.events[0])
      assert.equal(second.events[1]!.publishers[0]!.line, first.events[1]!.publishers[0]!.line + 1)
      assert.equal(second.cycles, first.cycles)
    }))

  it('gives all of a folder that it had forgotten', () =>
    inWorkspace({ 'a.ts': publish('a') }, async (folder) => {
      const first = await client.index(folder)
      client.forget(folder)
      const second = await client.index(folder, { overlays: new Map(), files: [] })
      assert.notEqual(second.events[0], first.events[0])
      assert.deepEqual(summary(second).publish, ['a'])
    }))

  it('gives the same for many files, which are read in another thread', () => {
    const plain = Array.from({ length: 1000 }, (_, at) => [`plain${at}.ts`, `export const one = ${at}`] as const)
    const files = {
      ...Object.fromEntries(plain),
      'names.ts': `export const NAME = 'named'`,
      'a.ts': `import { events } from '@ampt/sdk'\nimport { NAME } from './names'\nevents.publish(NAME, {})`,
      'a.test.ts': publish('tested'),
      'binary.ts': new Uint8Array([0, 1]),
    }
    return inWorkspace(files, async (folder) => {
      const { stats, ...graph } = await client.index(folder, { overlays: new Map([['b.ts', publish('unsaved')]]), files: null })
      const { stats: expected, ...whole } = indexWorkspace(folder, { overlays: new Map([['b.ts', publish('unsaved')]]) })
      assert.deepEqual([graph, stats.files, stats.candidates], [whole, expected.files, expected.candidates])
      assert.deepEqual(summary(graph as EventGraph).publish, ['named', 'unsaved'])
    })
  })

  it('reads anew where what was kept on disk is broken', () =>
    inWorkspace({ 'a.ts': publish('a'), 'cache/.keep': '' }, async (folder) => {
      const cacheFolder = join(folder, 'cache')
      const version = ['graphWorker.js', 'analyser.js'].map((file) => stampOf(join(dist, file))).join(' ')
      const file = join(cacheFolder, `index-${Buffer.from(folder).toString('base64url').slice(-200)}.bin`)
      writeFileSync(file, serialize({ version, root: folder, settings: {} }))
      const keeping = createGraphClient(join(dist, 'graphWorker.js'), { cacheFolder })
      assert.deepEqual(summary(await keeping.index(folder)).publish, ['a'])
      await keeping.dispose()
      assert.equal(existsSync(file), false)
    }))

  it('gives from what was kept on disk what it found, and goes on from there', () =>
    inWorkspace({ 'a.ts': publish('a'), 'cache/.keep': '' }, async (folder) => {
      const keeping = createGraphClient(join(dist, 'graphWorker.js'), { cacheFolder: join(folder, 'cache') })
      const { stats: before, ...found } = await keeping.index(folder)
      keeping.forget(folder)
      const { stats, ...kept } = await keeping.index(folder)
      assert.deepEqual([kept, stats.files, stats.isFromCache], [found, before.files, true])
      const again = await keeping.index(folder, { overlays: new Map(), files: [] })
      assert.equal(again.events, kept.events)
      await keeping.dispose()
    }))

  it('rejects what is open when it is disposed, and what comes later', async () => {
    const open = client.index('.')
    await Promise.all([assert.rejects(open, /disposed/), client.dispose()])
    await assert.rejects(client.index('.'), /disposed/)
  })

  it('rejects clearly when the worker breaks, and starts another for the next request', () =>
    inWorkspace({ 'broken.js': `throw new Error('out of order')` }, async (folder) => {
      const broken = createGraphClient(join(folder, 'broken.js'))
      await assert.rejects(broken.index('.'), /The graph worker broke: out of order/)
      await assert.rejects(broken.index('.'), /The graph worker broke: out of order/)
      await broken.dispose()
    }))
})

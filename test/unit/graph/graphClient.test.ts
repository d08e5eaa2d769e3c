import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { createGraphClient, type GraphClient } from '../../../src/graph/graphClient'
import { UserError } from '../../../src/model/userError'
import { inWorkspace, summary } from './inWorkspace'

const publish = (name: string): string => `import { events } from '@ampt/sdk'; events.publish('${name}', {})`

describe('graphClient', () => {
  let out: string
  let client: GraphClient
  before(() => {
    out = mkdtempSync(join(tmpdir(), 'graph-worker-'))
    buildSync({
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      entryPoints: [join(__dirname, '../../../src/graph/worker.ts')],
      outfile: join(out, 'graphWorker.js'),
      logLevel: 'error',
    })
  })
  beforeEach(() => {
    client = createGraphClient(join(out, 'graphWorker.js'))
  })
  afterEach(() => client.dispose())
  after(() => rmSync(out, { recursive: true, force: true }))

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

  it('rejects what is open when it is disposed, and what comes later', async () => {
    const open = client.index('.')
    await Promise.all([assert.rejects(open, /disposed/), client.dispose()])
    await assert.rejects(client.index('.'), /disposed/)
  })

  it('rejects clearly when the worker breaks, and starts another for the next request', async () => {
    const file = join(out, 'broken.js')
    writeFileSync(file, `throw new Error('out of order')`)
    const broken = createGraphClient(file)
    await assert.rejects(broken.index('.'), /The graph worker broke: out of order/)
    await assert.rejects(broken.index('.'), /The graph worker broke: out of order/)
    await broken.dispose()
  })
})

import { join } from 'node:path'
import { createGraphClient } from '../../../src/graph/graphClient'
import { report } from '../contenders'

async function main([workspace, dist, cacheFolder]: string[]): Promise<void> {
  const start = performance.now()
  const client = createGraphClient(join(dist!, 'graphWorker.js'), { cacheFolder: cacheFolder ?? null })
  const graph = await client.index(workspace!)
  const ms = performance.now() - start
  const sites = graph.events.reduce((sum, { publishers, handlers }) => sum + publishers.length + handlers.length, 0)
  await client.dispose()
  report(ms, `${sites} sites, ${graph.events.length} names`)
}

void main(process.argv.slice(2))

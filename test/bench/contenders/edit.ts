import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGraphClient } from '../../../src/graph/graphClient'
import { report } from '../contenders'

const EDITS = 60

/** The median time of edits that move all calls down a line and change a name, from here to the worker and back, after so many others. */
async function main([workspace, dist, file, before]: string[]): Promise<void> {
  const text = readFileSync(join(workspace!, file!), 'utf8')
  const client = createGraphClient(join(dist!, 'graphWorker.js'))
  await client.index(workspace!)
  const times: number[] = []
  let names = 0
  for (let edit = 0; edit < Number(before) + EDITS; edit++) {
    const edited = `${'\n'.repeat(edit % 2)}${text.replace('event15', `event15x${edit}`)}`
    const start = performance.now()
    const graph = await client.index(workspace!, { overlays: new Map([[file!, edited]]), files: [] })
    if (edit >= Number(before)) times.push(performance.now() - start)
    names = graph.events.length
  }
  await client.dispose()
  report(times.sort((a, b) => a - b)[EDITS / 2]!, `${names} names`)
}

void main(process.argv.slice(2))

import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createGraphClient } from '../graph/graphClient'
import { renderMermaid, renderTree } from '../graph/renderGraph'
import { UserError } from '../model/userError'
import type { Terminal } from '../cli'

const flag = { type: 'boolean' } as const
const options = { json: flag, mermaid: flag, text: flag, lint: flag }

/** `ampt-events graph`. Gives the exit code: 1 with `--lint` when there is a lint of severity error. */
export async function graphCommand(args: readonly string[], { stdout, dist, cwd }: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  const folder = resolve(cwd, positionals[0] ?? '.')
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`There is no folder ${folder}. Name the folder of your Ampt app.`)
  }
  const client = createGraphClient(join(dist, 'graphWorker.js'))
  try {
    const graph = await client.index(folder)
    stdout(values.json === true ? JSON.stringify(graph, null, 2) : values.mermaid === true ? renderMermaid(graph) : renderTree(graph))
    return values.lint === true && graph.lints.some(({ severity }) => severity === 'error') ? 1 : 0
  } finally {
    await client.dispose()
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0]}. See "ampt-events graph --help".`)
  }
}

import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildFlow } from '../flow/buildFlow'
import { renderMermaid } from '../flow/renderMermaid'
import { createGraphClient } from '../graph/graphClient'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import type { Terminal } from '../cli'
import { renderLints } from './renderLints'
import { renderTree } from './renderTree'
import { sarifLog } from './sarifLog'

const flag = { type: 'boolean' } as const
const options = { json: flag, mermaid: flag, text: flag, lint: flag, sarif: { type: 'string' }, 'sdk-module': { type: 'string', multiple: true } } as const

/** `ampt-events graph`. Gives the exit code: 1 with `--lint` when there is a lint of severity error. */
export async function graphCommand(args: readonly string[], { stdout, dist, cwd }: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  const folder = resolve(cwd, positionals[0] ?? '.')
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`There is no folder ${folder}. Name the folder of your Ampt app.`)
  }
  const client = createGraphClient(join(dist, 'graphWorker.js'))
  try {
    const graph = await client.index(folder, undefined, { sdkModules: values['sdk-module'] ?? [] })
    stdout(render(graph, values))
    if (values.sarif !== undefined) write(resolve(cwd, values.sarif), `${JSON.stringify(sarifLog(graph), null, 2)}\n`)
    return values.lint === true && graph.lints.some(({ severity }) => severity === 'error') ? 1 : 0
  } finally {
    await client.dispose()
  }
}

function render(
  graph: EventGraph,
  { json, mermaid, text, lint }: Readonly<Partial<Record<'json' | 'mermaid' | 'text' | 'lint', boolean>>>,
): string {
  if (json === true) return JSON.stringify(graph, null, 2)
  if (mermaid === true) return renderMermaid(buildFlow(graph))
  if (lint !== true) return renderTree(graph)
  return text === true ? `${renderTree(graph)}\n\n${renderLints(graph)}` : renderLints(graph)
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UserError(`${file} could not be written (${(error as NodeJS.ErrnoException).code}). Name a file in a folder that is there.`)
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0]}. See "ampt-events graph --help".`)
  }
}

import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildFlow } from '../flow/buildFlow'
import { renderMermaid } from '../flow/renderMermaid'
import { createGraphClient } from '../graph/graphClient'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import type { Terminal } from './terminal'
import { writeText } from './files'
import { readArguments, readFolder, readForm } from './readArguments'
import { renderLints } from './renderLints'
import { renderTree } from './renderTree'
import { sarifLog } from './sarifLog'

const flag = { type: 'boolean' } as const
const options = {
  json: flag,
  mermaid: flag,
  text: flag,
  lint: flag,
  sarif: { type: 'string' },
  'sdk-module': { type: 'string', multiple: true },
} as const

/** `ampt-events graph`. Gives the exit code: 1 with `--lint` when there is a lint of severity error. */
export async function graphCommand(args: readonly string[], { stdout, dist, cwd }: Terminal): Promise<number> {
  const { values, positionals } = readArguments('graph', { args: [...args], options, allowPositionals: true })
  const folder = readFolder(positionals, cwd)
  const form = readForm(values, ['text', 'json', 'mermaid']) ?? (values.lint === true ? 'lints' : 'text')
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`There is no folder ${folder}. Name the folder of your Ampt app.`)
  }
  const client = createGraphClient(join(dist, 'graphWorker.js'))
  try {
    const graph = await client.index(folder, undefined, { sdkModules: values['sdk-module'] ?? [] })
    stdout(render(graph, form, values.lint === true))
    if (values.sarif !== undefined) writeText(resolve(cwd, values.sarif), `${JSON.stringify(sarifLog(graph), null, 2)}\n`)
    return values.lint === true && graph.lints.some(({ severity }) => severity === 'error') ? 1 : 0
  } finally {
    await client.dispose()
  }
}

function render(graph: EventGraph, form: 'text' | 'json' | 'mermaid' | 'lints', isWithLints: boolean): string {
  switch (form) {
    case 'json':
      return JSON.stringify(graph, null, 2)
    case 'mermaid':
      return renderMermaid(buildFlow(graph))
    case 'lints':
      return renderLints(graph)
    case 'text':
      return isWithLints ? `${renderTree(graph)}\n\n${renderLints(graph)}` : renderTree(graph)
  }
}

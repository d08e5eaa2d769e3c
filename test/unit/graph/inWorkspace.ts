import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { EventGraph } from '../../../src/model/graph'
import { indexWorkspace, type IndexOptions } from '../../../src/graph/indexWorkspace'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** Writes the files into a folder of their own, for as long as `use` runs. */
export async function inWorkspace<T>(files: Files, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'graph-')))
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), content)
    }
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The graph of a workspace with these files; a single text is its `index.ts`, with `events` imported. */
export function graphOf(files: Files | string, options?: IndexOptions): Promise<EventGraph> {
  const all = typeof files === 'string' ? { 'index.ts': `import { events } from '@ampt/sdk'\n${files}` } : files
  return inWorkspace(all, (folder) => indexWorkspace(folder, options))
}

/** What is found, in short: names with a publish, names with a handler, and what is not resolved (`*` for nothing known). */
export function summary({ events, unresolved }: EventGraph): { publish: string[]; on: string[]; unresolved: string[] } {
  return {
    publish: events.filter(({ publishers }) => publishers.length > 0).map(({ name }) => name),
    on: events.filter(({ handlers }) => handlers.length > 0).map(({ name }) => name),
    unresolved: unresolved.map(({ kind, pattern }) => `${kind} ${pattern ?? '*'}`),
  }
}

import type { EventGraph } from '../../../src/model/graph'
import { indexWorkspace, type IndexOptions } from '../../../src/graph/indexWorkspace'
import { inFolder, type Files } from '../../support/inFolder'

export { inFolder as inWorkspace, type Files }

/** The graph of a workspace with these files; a single text is its `index.ts`, with `events` imported. */
export function graphOf(files: Files | string, options?: IndexOptions): Promise<EventGraph> {
  const all = typeof files === 'string' ? { 'index.ts': `import { events } from '@ampt/sdk'\n${files}` } : files
  return inFolder(all, (folder) => indexWorkspace(folder, options))
}

/** What is found, in short: names with a publish, names with a handler, and what is not resolved (`*` for nothing known). */
export function summary({ events, unresolved }: EventGraph): { publish: string[]; on: string[]; unresolved: string[] } {
  return {
    publish: events.filter(({ publishers }) => publishers.length > 0).map(({ name }) => name),
    on: events.filter(({ handlers }) => handlers.length > 0).map(({ name }) => name),
    unresolved: unresolved.map(({ kind, pattern }) => `${kind} ${pattern ?? '*'}`),
  }
}

import { mkdirSync, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGraphClient } from '../../src/graph/graphClient'
import { measure, type Contender } from './contenders'
import type { Row } from './table'
import { writeCorpus } from './writeCorpus'

const dist = join(__dirname, '../../dist')
/** What a checker reads in place of all files: it would take minutes. */
const SLICE_FILES = 1000
/** After so many edits compiled code is as good as it gets. */
const OFTEN = 500

/**
 * Our index from the start of its worker to the graph, at the first start and with what was kept of one; beside the floor (reading all files and looking for one string), a parse of all, and a type checker on some of them.
 */
export async function indexTable(files: number): Promise<Row[]> {
  return withCorpus(files, async (workspace, folder) => {
    const kept = join(folder, 'kept')
    await fillCache(workspace, kept)
    return measure(
      [
        { name: 'read all, indexOf (floor)', script: 'contenders/readAll.ts', args: [workspace] },
        { name: 'ours, the first start', script: 'contenders/index.ts', args: [workspace, dist] },
        { name: 'ours, the second start', script: 'contenders/index.ts', args: [workspace, dist, kept] },
        { name: 'ours, loading and parsing alone', script: 'contenders/parseCandidates.ts', args: [workspace, dist] },
        { name: 'ts.createSourceFile on all', script: 'contenders/parseAll.ts', args: [workspace] },
        { name: `ts-morph's checker, ${SLICE_FILES} files`, script: 'contenders/checker.ts', args: [workspace, String(SLICE_FILES)] },
      ],
      folder,
    )
  })
}

/**
 * One edit, from the unsaved text to the new graph, both in our thread and beside a type checker on the files with events alone: among the
 * first of a session, and when the code that does it has been run often.
 */
export async function editTable(files: number): Promise<Row[]> {
  const edited = [
    ['a file with 14 calls', 'src/domain1/handlers12.ts'],
    ['constants of 11 files', 'src/domain1/names.ts'],
  ] as const
  return withCorpus(files, (workspace, folder) => {
    const rows = (what: string, file: string, before: number): Contender[] => [
      { name: `ours, ${what}`, script: 'contenders/edit.ts', args: [workspace, dist, file, String(before)] },
      { name: "ts-morph's checker, the same", script: 'contenders/checkerEdit.ts', args: [workspace, file, String(before)] },
    ]
    const all = [
      ...edited.flatMap(([what, file]) => rows(what, file, 0)),
      ...edited.flatMap(([what, file]) => rows(`${what}, ${OFTEN} edits later`, file, OFTEN)),
    ]
    return measure(all, folder, 3)
  })
}

async function withCorpus(files: number, use: (workspace: string, folder: string) => Promise<Row[]>): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-bench-'))
  try {
    const workspace = join(folder, 'workspace')
    writeCorpus(workspace, files)
    return await use(workspace, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Indexes once, and waits until what was found is kept. */
async function fillCache(workspace: string, cacheFolder: string): Promise<void> {
  mkdirSync(cacheFolder)
  const client = createGraphClient(join(dist, 'graphWorker.js'), { cacheFolder })
  // What is written while it is read is not trusted the next time.
  await new Promise((done) => setTimeout(done, 3000))
  await client.index(workspace)
  await new Promise<void>((done) => {
    const watcher = watch(cacheFolder, () => {
      if (!readdirSync(cacheFolder).some((name) => name.endsWith('.bin'))) return
      watcher.close()
      done()
    })
  })
  await client.dispose()
}

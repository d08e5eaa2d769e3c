import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './contenders'
import type { Row } from './table'
import { writeCorpus } from './writeCorpus'

const dist = join(__dirname, '../../dist')

/** Our cold index, worker and its modules included, beside the floor (reading all files and looking for one string) and a parse of all. */
export async function indexTable(files: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-bench-'))
  try {
    const workspace = join(folder, 'workspace')
    writeCorpus(workspace, files)
    return await measure(
      [
        { name: 'read all, indexOf (floor)', script: 'contenders/readAll.ts', args: [workspace] },
        { name: 'ours, cold, in a worker', script: 'contenders/index.ts', args: [workspace, dist] },
        { name: 'ts.createSourceFile on all', script: 'contenders/parseAll.ts', args: [workspace] },
      ],
      folder,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

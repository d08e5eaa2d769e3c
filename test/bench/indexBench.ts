import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './contenders'
import type { Row } from './table'

const dist = join(__dirname, '../../dist')

/** Our cold index, worker and its modules included, beside the floor (reading all files and looking for one string) and a parse of all. */
export async function indexTable(files: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-bench-'))
  try {
    const workspace = join(folder, 'workspace')
    writeWorkspace(workspace, files)
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

/** Plain modules of about 4.5 KB, and one in a hundred that publishes and handles events under constants of another file. */
function writeWorkspace(folder: string, files: number): void {
  const filler = Array.from(
    { length: 60 },
    (_, line) => `export const value${line} = (input: number): number => input * ${line} + ${line % 7} // some words`,
  ).join('\n')
  const perFolder = 100
  for (let at = 0; at < files; at++) {
    const place = join(folder, `part${Math.floor(at / perFolder)}`)
    if (at % perFolder === 0) {
      mkdirSync(place, { recursive: true })
      const names = Array.from({ length: 12 }, (_, name) => `  name${name}: 'part${at / perFolder}.event${name}',`).join('\n')
      writeFileSync(join(place, 'names.ts'), `export const NAMES = {\n${names}\n} as const\n`)
    }
    writeFileSync(join(place, `file${at}.ts`), at % perFolder === 1 ? eventFile(filler) : `${filler}\n`)
  }
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench" }')
}

function eventFile(filler: string): string {
  const sites = Array.from(
    { length: 7 },
    (_, at) =>
      `events.on(NAMES.name${at}, async ({ body }) => {\n  await events.publish(NAMES.name${at + 1}, { after: '${at + 1} minutes' }, body)\n})`,
  ).join('\n')
  return `import { events } from '@ampt/sdk'\nimport { NAMES } from './names'\n${filler}\n${sites}\n`
}

/**
 * `npm run bench`: our rows beside their floors and peers, on this machine, in one run. Ratios count; absolute times drift with the
 * machine. `--files N` sets the size of the generated workspace (default 4,000 source files, one in ninety with events). Words name the tables
 * to print: `npm run bench -- simulate start` prints those whose name begins so.
 */
import { parseArgs } from 'node:util'
import { graphPageTable } from './graphPageBench'
import { editTable, indexTable } from './indexBench'
import { allShapes, handlersTable, peersTable, scalingTable, startTable, switchesTable } from './simulateBench'
import { printTable, type Row } from './table'

const { values, positionals } = parseArgs({ options: { files: { type: 'string', default: '4000' } }, allowPositionals: true })
const files = Number(values.files)
const count = (n: number): string => n.toLocaleString('en-US')

/** Name, title and rows of each table. */
const tables: readonly (readonly [name: string, title: string, rows: () => Promise<Row[]>])[] = [
  ['index', `Index: a workspace of ${count(files)} files`, () => indexTable(files)],
  ['edit', `One edit: a workspace of ${count(files)} files`, () => editTable(files)],
  ...[500, 1942].map((events) => ['graph', `Graph page: ${count(events)} events`, () => graphPageTable(events)] as const),
  ...allShapes.map((shape) => ['simulate', `Simulate: 10 poison events, ${shape}`, () => peersTable(shape, 10)] as const),
  ...allShapes.flatMap((shape) =>
    [100, 1000].map(
      (events) => ['scaling', `Simulate: ${count(events)} poison events, ${shape}`, () => scalingTable(shape, events)] as const,
    ),
  ),
  ['handlers', 'Simulate: one poison event with more handlers, throw after await', handlersTable],
  ...(['fulfil', 'throw after await'] as const).map(
    (shape) => ['switches', `Simulate: the engine in one process, 20 poison events, ${shape}`, () => switchesTable(shape)] as const,
  ),
  ['start', 'Simulate: one poison event from the command line', startTable],
]

async function main(): Promise<void> {
  console.log(`node ${process.version}, ${process.platform} ${process.arch}; medians of fresh processes, contenders take turns\n`)
  for (const [name, title, rows] of tables) {
    if (positionals.length === 0 || positionals.some((asked) => name.startsWith(asked))) printTable(title, await rows())
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})

/**
 * `npm run bench`: our rows beside their floors and peers, on this machine, in one run. Ratios count; absolute times drift with the
 * machine. `--files N` sets the size of the generated workspace (default 4,000 source files, one in ninety with events).
 */
import { graphPageTable } from './graphPageBench'
import { indexTable } from './indexBench'
import { simulateTable } from './simulateBench'
import { printTable } from './table'

async function main(): Promise<void> {
  const at = process.argv.indexOf('--files')
  const files = at > 0 ? Number(process.argv[at + 1]) : 4000
  console.log(`node ${process.version}, ${process.platform} ${process.arch}; median of 5 fresh processes, contenders take turns\n`)
  printTable(`Index: a workspace of ${files.toLocaleString('en-US')} files`, await indexTable(files))
  for (const events of [500, 1942]) printTable(`Graph page: ${events.toLocaleString('en-US')} events`, await graphPageTable(events))
  printTable('Simulate: 20 poison events, an async handler that throws after an await, 3,361 attempts each', await simulateTable())
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ts } from 'ts-morph'
import { report } from '../contenders'

const start = performance.now()
let parsed = 0
for (const entry of readdirSync(process.argv[2]!, { withFileTypes: true, recursive: true })) {
  if (!entry.name.endsWith('.ts')) continue
  const path = join(entry.parentPath, entry.name)
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  parsed++
}
report(performance.now() - start, `${parsed} trees`)

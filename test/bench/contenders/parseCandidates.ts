import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import type * as analyser from '../../../src/graph/analyser'
import { createSourceReader } from '../../../src/graph/files/sourceReader'
import { report } from '../contenders'

// What our index cannot do without: loading the parser, and parsing the files that have to do with events.
const [workspace, dist] = process.argv.slice(2)
const files = globSync('src/{bus,domain*}/*.ts', { cwd: workspace! })
const start = performance.now()
// eslint-disable-next-line @typescript-eslint/no-require-imports -- it is built
const { createSourceTrees } = require(join(dist!, 'analyser.js')) as typeof analyser
const trees = createSourceTrees(createSourceReader(workspace!, () => undefined))
for (const file of files) trees.tree(file)
report(performance.now() - start, `${files.length} trees`)

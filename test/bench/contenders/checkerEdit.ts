import { globSync } from 'tinyglobby'
import { report } from '../contenders'
import { createCheckerProject, namesByType } from './namesByType'

const EDITS = 20

const [workspace, file, before] = process.argv.slice(2)
const project = createCheckerProject(workspace!)
for (const path of globSync('src/{bus,domain*}/*.ts', { cwd: workspace!, absolute: true }).sort()) project.addSourceFileAtPath(path)
const source = project.getSourceFileOrThrow(`${workspace}/${file}`)
const text = source.getFullText()
// Whoever imports the file may name something else now.
const dependants = file!.endsWith('names.ts') ? source.getReferencingSourceFiles() : [source]
project.getSourceFiles().forEach(namesByType)
const times: number[] = []
let names = 0
for (let edit = 0; edit < Number(before) + EDITS; edit++) {
  const start = performance.now()
  source.replaceWithText(`${'\n'.repeat(edit % 2)}${text.replace('event15', `event15x${edit}`)}`)
  names = new Set(dependants.flatMap(namesByType)).size
  if (edit >= Number(before)) times.push(performance.now() - start)
}
report(times.sort((a, b) => a - b)[EDITS / 2]!, `${names} names of ${dependants.length} files`)

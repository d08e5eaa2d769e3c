import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { logsOf, publishing, run, withApp } from '../../../support/runApp'

/** Has newer versions of Node copy as older ones do: their native code writes through links, ends the process where one is in its way, and words errors otherwise. */
const byNode = 'filter: () => true'

/** Done to a folder of their own each, of which `at` gives paths. */
const acts = [
  `fs.symlinkSync(at('notes.txt'), at('l')); fs.writeFileSync(at('l'), 'x')`,
  `fs.symlinkSync('notes.txt', at('l')); fs.writeFileSync(at('l'), 'x')`,
  `fs.symlinkSync(at('assets'), at('l')); fs.writeFileSync(at('l/new.txt'), 'x')`,
  `fs.symlinkSync('dirlink', at('l')); fs.unlinkSync(at('l/a.txt')); tell(fs.readlinkSync(at('l')), fs.realpathSync(at('l')))`,
  `fs.symlinkSync('assets', at('l')); fs.rmSync(at('l')); fs.writeFileSync(at('l'), 'x')`,
  `fs.symlinkSync('assets', at('l')); fs.renameSync(at('l'), at('m')); fs.writeFileSync(at('m/new.txt'), 'x')`,
  `fs.symlinkSync('loop', at('loop')); fs.writeFileSync(at('loop'), 'x')`,
  `fs.symlinkSync('notes.txt', at('assets/a.txt'))`,
  `fs.linkSync(at('notes.txt'), at('assets/a.txt'))`,
  `fs.unlinkSync(at('dirlink'))`,
  `fs.unlinkSync(at('filelink'))`,
  `fs.rmSync(at('dirlink'), { recursive: true })`,
  `fs.rmSync(at('dirlink'))`,
  `fs.rmdirSync(at('dirlink'))`,
  `fs.writeFileSync(at('filelink'), 'x')`,
  `fs.writeFileSync(at('dirlink/new.txt'), 'x')`,
  `fs.renameSync(at('filelink'), at('moved'))`,
  `fs.renameSync(at('assets'), at('moved'))`,
  `fs.writeFileSync(at('assets/n.txt'), 'n'); fs.unlinkSync(at('assets/a.txt')); fs.renameSync(at('assets'), at('moved'))`,
  `fs.renameSync(at('notes.txt'), at('assets'))`,
  `fs.renameSync(at('assets'), at('notes.txt'))`,
  `fs.renameSync(at('empty'), at('assets'))`,
  `fs.renameSync(at('assets'), at('empty'))`,
  `fs.renameSync(at('notes.txt'), at('none/x'))`,
  `fs.renameSync(at('none'), at('x'))`,
  `fs.writeFileSync(at('assets'), 'x')`,
  `const to = fs.createWriteStream(at('assets')); await new Promise((done, fail) => to.on('error', fail).on('finish', done))`,
  `await promises.writeFile(at('a'.repeat(300)), 'x')`,
  `await new Promise((done, fail) => fs.writeFile(at('a'.repeat(300)), 'x', (error) => (error ? fail(error) : done())))`,
  `await promises.readFile(at('a'.repeat(300)))`,
  `tell(fs.existsSync(at('a'.repeat(300))), fs.existsSync(at('notes.txt/x')))`,
  `fs.mkdtempSync(at('a'.repeat(300)))`,
  `fs.writeFileSync(at('notes.txt/x'), 'x')`,
  `fs.mkdirSync(at('notes.txt/x'))`,
  `fs.mkdirSync(at('notes.txt/x'), { recursive: true })`,
  `fs.unlinkSync(at('notes.txt/x'))`,
  `fs.unlinkSync(at('empty'))`,
  `fs.rmdirSync(at('notes.txt'))`,
  `fs.rmSync(at('empty'))`,
  `fs.rmSync(at('none'))`,
  `fs.chmodSync(at('none'), 0o600)`,
  `fs.utimesSync(at('none'), 1, 1)`,
  `fs.truncateSync(at('none'))`,
  `fs.truncateSync(at('notes.txt'), 3)`,
  `fs.openSync(at('none'), 'r+')`,
  `const file = fs.openSync(at('notes.txt'), 'r+'); fs.writeSync(file, 'XY'); fs.closeSync(file)`,
  `fs.copyFileSync(at('notes.txt'), at('assets'))`,
  `fs.copyFileSync(at('none'), at('x'))`,
  `fs.appendFileSync(at('none/x'), 'y')`,
  `fs.cpSync(at('assets'), at('copy'), { recursive: true })`,
  `fs.chmodSync(at('assets'), 0o750); fs.writeFileSync(at('assets/n.txt'), 'n'); tell((fs.statSync(at('assets')).mode & 0o777).toString(8))`,
  `fs.unlinkSync(at('notes.txt')); fs.symlinkSync('none', at('l')); fs.writeFileSync(at('l'), 'x', { flag: 'wx' })`,
  `fs.writeFileSync(at('n'), 'n'); tell(fs.existsSync(at('n/'))); fs.readFileSync(at('notes.txt') + '/')`,
  `fs.writeFileSync(at('n'), 'n'); tell(fs.lstatSync(at('dirlink') + '/').isDirectory()); fs.unlinkSync(at('dirlink') + '/')`,
  `fs.rmdirSync(at('dirlink') + '/')`,
  `fs.writeFileSync(at('n'), 'n'); await promises.realpath(at('none'))`,
  `await promises.opendir(at('none'))`,
  `fs.writeFileSync(at('n'), 'n'); tell(...fs.readdirSync(at('.'), { recursive: true }).sort())`,
  `fs.symlinkSync('.', at('circle')); tell(fs.readdirSync(at('.'), { recursive: true }).length)`,
  `fs.cpSync(at('dirlink'), at('copy'), { recursive: true })`,
  `fs.cpSync(at('dirlink'), at('copy'), { recursive: true, dereference: true })`,
  `fs.writeFileSync(at('assets/n.txt'), 'n'); fs.symlinkSync('n.txt', at('assets/l')); fs.rmSync(at('assets/a.txt')); fs.cpSync(at('assets'), at('copy'), { recursive: true }); tell(fs.readFileSync(at('copy/l')))`,
  `fs.cpSync(at('assets/sub'), at('copy'), { recursive: true, filter: (from, to) => { tell(from, to); return !to.endsWith('c.txt') } })`,
  `fs.cpSync(at('none'), at('copy'))`,
  `fs.mkdirSync(at('d')); fs.writeFileSync(at('d/a.txt'), 'x'); fs.cpSync(at('d'), at('assets'), { recursive: true, force: false })`,
  `fs.mkdirSync(at('d')); fs.writeFileSync(at('d/a.txt'), 'x'); fs.cpSync(at('d'), at('assets'), { recursive: true, force: false, errorOnExist: true, ${byNode} })`,
  `fs.cpSync(at('assets/sub'), at('assets'), { recursive: true }); fs.writeFileSync(at('assets/sub/c.txt'), 'x'); await promises.cp(at('assets/sub'), at('assets'), { recursive: true })`,
  `fs.cpSync(at('assets'), at('assets/sub/x'), { recursive: true })`,
  `fs.cpSync(at('assets'), at('assets/sub/x'))`,
  `fs.cpSync(at('assets'), at('assets'), { recursive: true })`,
  `fs.cpSync(at('assets'), at('assets/a.txt'), { recursive: true })`,
  `fs.mkdirSync(at('d')); await promises.cp(at('d'), at('dirlink/../d/x'), { recursive: true })`,
  `await promises.cp(at('assets'), at('dirlink/x'), { recursive: true })`,
  `await promises.cp(at('.'), at('backup'), { recursive: true })`,
  `fs.mkdirSync(at('d/sub'), { recursive: true }); fs.symlinkSync('../notes.txt', at('d/sub/c.txt')); for (const _ of [1, 2]) await promises.cp(at('d'), at('assets'), { recursive: true, verbatimSymlinks: true })`,
  `fs.symlinkSync('../notes.txt', at('assets/sub/l')); fs.cpSync(at('empty'), at('assets'), { recursive: true }); await promises.cp(at('filelink'), at('assets/sub/l'))`,
  `fs.mkdirSync(at('d/l'), { recursive: true }); fs.symlinkSync('sub', at('assets/l')); fs.cpSync(at('d'), at('assets'), { recursive: true, ${byNode} })`,
  `fs.mkdirSync(at('d')); fs.writeFileSync(at('d/a.txt'), 'x'); fs.symlinkSync('../notes.txt', at('empty/a.txt')); fs.cpSync(at('d'), at('empty'), { recursive: true, ${byNode} })`,
  `fs.mkdirSync(at('d')); fs.writeFileSync(at('d/a.txt'), 'x'); fs.symlinkSync('../notes.txt', at('empty/a.txt')); fs.cpSync(at('d'), at('empty'), { recursive: true, dereference: true, ${byNode} })`,
  `fs.cpSync(at('empty'), at('dirlink'), { recursive: true })`,
  `fs.writeFileSync(at('new/'), 'x')`,
  `fs.writeFileSync(at('none/x/'), 'x')`,
  `fs.openSync(at('new/'), 'r+')`,
  `fs.openSync(at('new/'), 'wx')`,
  `fs.copyFileSync(at('notes.txt'), at('new/'))`,
  `fs.mkdirSync(at('new/'))`,
  `fs.renameSync(at('notes.txt'), at('new/'))`,
  `fs.symlinkSync('notes.txt', at('new/'))`,
  `await promises.rm(at('assets'), { recursive: true }); await promises.rm(at('none'), { force: true }); await promises.mkdir(at('assets'))`,
]

const program = `
import fs from 'node:fs'
import * as promises from 'node:fs/promises'
import { join } from 'node:path'

const look = (folder) =>
  fs.readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name)
    try {
      if (fs.lstatSync(path).isSymbolicLink()) return [name + ' to ' + fs.readlinkSync(path), fs.existsSync(path)]
      return fs.statSync(path).isDirectory() ? [name + ' (', ...look(path), ')'] : [name + ' is ' + fs.readFileSync(path, 'utf8')]
    } catch (error) {
      return [name + ' ' + error.code]
    }
  })

async function act(index, what) {
  const folder = join(process.cwd(), 'disk', String(index))
  const told = []
  try {
    await what((name) => join(folder, name), (...texts) => told.push(...texts))
  } catch (error) {
    told.push(error.message)
  }
  return [...told, ...look(folder)].join(', ').replaceAll(process.cwd(), '')
}

export const results = async () => {
  const told = []
  for (const [index, what] of [${acts.map((act) => `async (at, tell) => { ${act} }`).join(',\n')}].entries()) {
    told.push(await act(index, what))
  }
  return told
}`

const app = {
  'acts.mjs': program,
  'index.mjs': `import { events } from '@ampt/sdk'
    import { results } from './acts.mjs'
    events.on('a', async () => { for (const text of await results()) console.log(text) })`,
}

function fill(folder: string): void {
  for (const name of ['empty', 'assets/sub']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['notes.txt', 'assets/a.txt', 'assets/b.txt', 'assets/sub/c.txt']) writeFileSync(join(folder, name), name)
  symlinkSync('assets', join(folder, 'dirlink'))
  symlinkSync('notes.txt', join(folder, 'filelink'))
}

function shell(folder: string, command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  return stdout + stderr
}

describe('what a handler does to files', () => {
  let ours: string[]
  let real: string[]
  let changed: boolean

  before(() =>
    withApp(app, async (folder) => {
      for (const index of acts.keys()) fill(join(folder, 'disk', String(index)))
      const tree = (): string => shell(folder, 'sh', '-c', 'find disk -ls; find disk -type f | sort | xargs cat')
      const untouched = tree()
      // Many of them stand in a row without any wait between.
      const budgets = { ...defaultScenario.budgets, stuckMs: 60_000 }
      ours = logsOf(await run(folder, publishing('a', { budgets })))
      changed = tree() !== untouched
      const print = `import('./acts.mjs').then(async ({ results }) => console.log(JSON.stringify(await results())))`
      real = JSON.parse(shell(folder, process.execPath, '-e', print)) as string[]
    }),
  )

  it('leaves the disk as it is', () => assert.equal(changed, false))

  for (const [index, act] of acts.entries()) it(`comes to the same as on a real disk: ${act}`, () => assert.equal(ours[index], real[index]))
})

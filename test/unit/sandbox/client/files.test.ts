import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Trace } from '../../../../src/model/trace'
import { handler, logsOf, publishing, run as runFolder, runApp, withApp } from '../../../support/runApp'

const files = { 'notes.txt': 'one', 'assets/a.txt': 'a', 'assets/b.txt': 'b' }

/** Runs a handler given as text, with `fs` and `promises` at hand, in a folder with some files, and looks whether they are as they were. */
function run(handler: string): Promise<{ trace: Trace; logs: string[] }> {
  const imports = `import { events } from '@ampt/sdk'\nimport fs, { readFileSync, writeFileSync } from 'node:fs'\nimport * as promises from 'node:fs/promises'\nimport { tmpdir } from 'node:os'\nimport { join } from 'node:path'\n`
  return withApp({ ...files, 'index.ts': `${imports}events.on('go', async () => {\n${handler}\n})` }, async (folder) => {
    const trace = await runFolder(folder, publishing('go'))
    assert.equal(trace.events[0]?.state, 'handled', trace.details[0]?.handlers[0]?.error?.stack ?? JSON.stringify(trace.end))
    for (const [name, text] of Object.entries(files)) assert.equal(readFileSync(join(folder, name), 'utf8'), text, `${name} was changed`)
    assert.deepEqual(readdirSync(folder).sort(), ['assets', 'index.ts', 'notes.txt'])
    assert.deepEqual(readdirSync(join(folder, 'assets')).sort(), ['a.txt', 'b.txt'])
    return { trace, logs: logsOf(trace) }
  })
}

describe('files that a handler writes', () => {
  const cases: [rule: string, handler: string, logs: string[]][] = [
    ['are read back, and the real one stays', `writeFileSync('notes.txt', 'two'); console.log(readFileSync('notes.txt', 'utf8'))`, ['two']],
    ['are appended to what was there', `fs.appendFileSync('notes.txt', '+'); console.log(fs.readFileSync('notes.txt', 'utf8'))`, ['one+']],
    [
      'are the same by promises',
      `await promises.writeFile('new.txt', 'x'); console.log(await promises.readFile('new.txt', 'utf8'), (await promises.stat('new.txt')).size)`,
      ['x 1'],
    ],
    [
      'are the same by callbacks',
      `await new Promise((done) => fs.writeFile('new.txt', 'x', done)); await new Promise((done) => fs.readFile('new.txt', 'utf8', (_, text) => { console.log(text); done(null) }))`,
      ['x'],
    ],
    [
      'are the same by streams',
      `await new Promise((done) => fs.createWriteStream('new.txt').end('x', done)); for await (const part of fs.createReadStream('new.txt', 'utf8')) console.log(part)`,
      ['x'],
    ],
    [
      'are the same by descriptors',
      `const file = await promises.open('notes.txt', 'a'); await file.write('!'); await file.close(); console.log(readFileSync('notes.txt', 'utf8'))`,
      ['one!'],
    ],
    [
      'are the same by paths of bytes, and by URLs of another realm or of a package',
      `const url = (await import('node:url')).pathToFileURL('notes.txt'); const { href, protocol, hostname, pathname } = url
      for (const path of [new TextEncoder().encode('notes.txt'), (await import('node:vm')).runInNewContext('Uint8Array.of(...bytes)', { bytes: Buffer.from('notes.txt') }), url, { href, protocol, hostname, pathname }])
        fs.appendFileSync(path as URL, '+')
      console.log(readFileSync('notes.txt', 'utf8'))`,
      ['one++++'],
    ],
    [
      'stand in listings with those that were there',
      `fs.mkdirSync('out/deep', { recursive: true }); writeFileSync('assets/c.txt', 'c'); fs.unlinkSync('assets/a.txt'); console.log(fs.readdirSync('assets').join(), (await promises.readdir('assets', { withFileTypes: true })).map((one) => one.name + one.isFile()).join(), fs.readdirSync('out').join())`,
      ['b.txt,c.txt b.txttrue,c.txttrue deep'],
    ],
    [
      'seem gone when they are removed',
      `fs.rmSync('assets', { recursive: true }); console.log(fs.existsSync('assets'), fs.existsSync('assets/a.txt')); fs.mkdirSync('assets'); console.log(fs.readdirSync('assets').length)`,
      ['false false', '0'],
    ],
    [
      'move',
      `await promises.rename('notes.txt', 'moved.txt'); console.log(fs.existsSync('notes.txt'), readFileSync('moved.txt', 'utf8'))`,
      ['false one'],
    ],
    [
      'are as old as the clock of the run says, unless they are told how old to be',
      `writeFileSync('new.txt', 'x'); fs.appendFileSync('notes.txt', 'y'); await new Promise((done) => setTimeout(done, 1000)); for (const name of ['new.txt', 'notes.txt']) console.log(Date.now() - fs.statSync(name).mtimeMs, Date.now() - (await promises.lstat(name)).mtime.getTime()); fs.utimesSync('new.txt', 5, 5); console.log(fs.statSync('new.txt').mtimeMs)`,
      ['1000 1000', '1000 1000', '5000'],
    ],
    [
      'may lie in a folder that was made, where paths go on from once it is the current one',
      `fs.mkdirSync('out/deep', { recursive: true }); const from = process.cwd(); process.chdir('out'); writeFileSync('new.txt', 'x')
      console.log(process.cwd() === join(from, 'out'), readFileSync(join(from, 'out/new.txt'), 'utf8'), fs.readdirSync('.').join())
      process.chdir('deep'); process.chdir('../..'); console.log(process.cwd() === from, readFileSync('notes.txt', 'utf8'))
      fs.rmSync('assets', { recursive: true }); try { process.chdir('assets') } catch ({ message }) { console.log(message.replace(from, '')) }`,
      ['true x deep,new.txt', 'true one', `ENOENT: no such file or directory, chdir '' -> 'assets'`],
    ],
    ['are copied', `fs.copyFileSync('notes.txt', 'copy.txt'); console.log(readFileSync('copy.txt', 'utf8'))`, ['one']],
    [
      'may be temporary',
      `const at = join(tmpdir(), 'x.txt'); writeFileSync(at, 'x'); writeFileSync('/tmp/ampt-events-never.txt', 'y'); console.log(readFileSync(at, 'utf8'), readFileSync('/tmp/ampt-events-never.txt', 'utf8'))`,
      ['x y'],
    ],
    [
      'fail as on a real disk',
      `for (const act of [() => writeFileSync('no/such/folder.txt', ''), () => fs.readFileSync('none.txt'), () => fs.rmdirSync('assets'), () => fs.unlinkSync('none.txt')]) try { act(); console.log('done') } catch (error) { console.log(error.code) }`,
      ['ENOENT', 'ENOENT', 'ENOTEMPTY', 'ENOENT'],
    ],
    [
      'have their own paths in errors and results, and in none the place where they are kept',
      `const told = async (act) => { try { console.log(await act()) } catch (error) { console.log(error.message, '|', error.path, '|', error.stack.split('\\n')[0]) } }
      fs.unlinkSync('notes.txt')
      await told(() => writeFileSync('no/such.txt', ''))
      await told(() => readFileSync('notes.txt'))
      await told(() => promises.readFile('notes.txt'))
      await told(() => new Promise((_, fail) => fs.readFile('notes.txt', fail)))
      await told(() => new Promise((_, fail) => fs.createReadStream('notes.txt').on('error', fail)))
      await told(() => promises.rename('assets/a.txt', 'no/a.txt'))
      await told(() => fs.mkdirSync('out/deep/er', { recursive: true }))
      await told(() => fs.mkdirSync('out/deep/two', { recursive: true }))
      const stream = fs.createWriteStream('new.txt')
      await new Promise((done) => stream.end('x', done))
      console.log(stream.path, fs.realpathSync('new.txt') === join(process.cwd(), 'new.txt'), await promises.realpath('out/deep') === join(process.cwd(), 'out/deep'))`,
      [
        `ENOENT: no such file or directory, open 'no/such.txt' | no/such.txt | Error: ENOENT: no such file or directory, open 'no/such.txt'`,
        ...Array<string>(4).fill(
          `ENOENT: no such file or directory, open 'notes.txt' | notes.txt | Error: ENOENT: no such file or directory, open 'notes.txt'`,
        ),
        `ENOENT: no such file or directory, rename 'assets/a.txt' -> 'no/a.txt' | assets/a.txt | Error: ENOENT: no such file or directory, rename 'assets/a.txt' -> 'no/a.txt'`,
        'out',
        'out/deep/two',
        'new.txt true true',
      ],
    ],
    [
      'stand in listings of all that is below a folder, and in folders that are opened',
      `fs.mkdirSync('assets/more'); writeFileSync('assets/more/c.txt', 'c'); fs.unlinkSync('assets/a.txt')
      console.log(fs.readdirSync('assets', { recursive: true }).join(), fs.readdirSync('assets', { recursive: true, withFileTypes: true }).map((one) => join(one.parentPath, one.name)).join())
      const names = []
      for await (const entry of await promises.opendir('assets')) names.push(entry.name)
      const folder = fs.opendirSync('assets')
      console.log(names.join(), folder.readSync().name, (await folder.read()).name, folder.readSync(), folder.path)
      folder.closeSync()`,
      ['b.txt,more,more/c.txt assets/b.txt,assets/more,assets/more/c.txt', 'b.txt,more b.txt more null assets'],
    ],
    [
      'are lines of the log where they are the standard output',
      `fs.writeSync(1, 'one'); fs.writeFileSync(2, 'two'); await new Promise((done) => fs.write(1, Buffer.from('-three-'), 1, 5, done)); console.log(fs.writeSync(1, 'four'))`,
      ['one', 'two', 'three', 'four', '4'],
    ],
  ]
  for (const [rule, handler, expected] of cases) {
    it(rule, async () => assert.deepEqual((await run(handler)).logs, expected))
  }

  it('are effects of the attempt, with their place', async () => {
    const { trace } = await run(`writeFileSync('assets/c.txt', 'c')\nfs.unlinkSync('notes.txt')`)
    assert.deepEqual(
      trace.details[0]!.effects.map(({ kind, target, site }) => [kind, target, site?.line]),
      [
        ['fs.write', 'assets/c.txt', 7],
        ['fs.remove', 'notes.txt', 8],
      ],
    )
  })

  it('have the place of the handler where a package makes them, behind a wait of its own', async () => {
    const app = {
      ...handler(`await keep()`, `import { keep } from 'keeper'`),
      'node_modules/keeper/package.json': '{ "name": "keeper", "main": "index.js" }',
      'node_modules/keeper/index.js': `const fs = require('node:fs')
        exports.keep = () => new Promise((done) => setTimeout(() => { fs.writeFileSync('kept.txt', ''); fs.rmSync('kept.txt'); done() }, 10))`,
    }
    const { effects } = (await runApp(app, publishing('a'))).details[0]!
    assert.deepEqual(
      effects.map(({ kind, site }) => [kind, site?.line]),
      [
        ['fs.write', 3],
        ['fs.remove', 3],
      ],
    )
  })

  it('are none where the write fails', async () => {
    const acts = [
      `writeFileSync('no/such.txt', '')`,
      `fs.unlinkSync('none.txt')`,
      `fs.mkdirSync('assets')`,
      `writeFileSync('notes.txt', '', { flag: 'wx' })`,
      `writeFileSync('assets', '')`,
      `writeFileSync('n'.repeat(300), '')`,
      `fs.chmodSync('none.txt', 0o600)`,
      `fs.openSync('none.txt', 'r+')`,
      `fs.renameSync('notes.txt', 'assets')`,
    ]
    const { trace } = await run(acts.map((act) => `try { ${act} } catch (error) { console.log(error.code) }`).join('\n'))
    assert.deepEqual(
      trace.details[0]!.logs.map(({ text }) => text),
      ['ENOENT', 'ENOENT', 'EEXIST', 'EEXIST', 'EISDIR', 'ENAMETOOLONG', 'ENOENT', 'ENOENT', 'EISDIR'],
    )
    assert.deepEqual(trace.details[0]!.effects, [])
  })

  it('leave nothing behind', async () => {
    const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`ampt-events-run-${process.pid}-`))
    const before = left()
    await run(`writeFileSync('new.txt', 'x')`)
    assert.deepEqual(left(), before)
    assert.equal(existsSync('/tmp/ampt-events-never.txt'), false)
  })
})

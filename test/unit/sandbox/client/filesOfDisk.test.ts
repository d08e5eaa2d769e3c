import assert from 'node:assert/strict'
import { chmodSync, lstatSync, readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { logsOf, publishing, run as runFolder, withApp } from '../../../support/runApp'

const names = ['state.json', 'ro.txt', 'folder', 'folder/in.txt', 'current']

/** All that a call may change of a file: text, names, mode, owner, times and links. */
function look(folder: string): unknown[] {
  return names.map((name) => {
    const { ino, nlink, mode, uid, mtimeMs } = lstatSync(join(folder, name))
    const text = name === 'folder' || name === 'current' ? readdirSync(join(folder, name)) : readFileSync(join(folder, name), 'utf8')
    return { name, ino, nlink, mode, uid, mtimeMs, text }
  })
}

/** Runs a handler given as text in a folder with some files, sees that the disk is as it was, and gives what it told. */
function run(handler: string): Promise<string[]> {
  const imports = `import { events } from '@ampt/sdk'\nimport fs, { constants } from 'node:fs'\nimport * as promises from 'node:fs/promises'\nimport { tmpdir } from 'node:os'\nimport { join } from 'node:path'\n`
  const files = { 'state.json': 'original', 'ro.txt': 'original', 'folder/in.txt': 'original' }
  return withApp({ ...files, 'index.ts': `${imports}events.on('go', async () => {\n${handler}\n})` }, async (folder) => {
    symlinkSync('folder', join(folder, 'current'))
    utimesSync(join(folder, 'state.json'), 1e9, 1e9)
    chmodSync(join(folder, 'ro.txt'), 0o444)
    const before = look(folder)
    const env = { IN_AT: String(lstatSync(join(folder, 'folder/in.txt')).mtimeMs) }
    const trace = await runFolder(folder, publishing('go', { env }))
    assert.deepEqual(look(folder), before)
    assert.deepEqual(readdirSync(folder).sort(), ['current', 'folder', 'index.ts', 'ro.txt', 'state.json'])
    assert.equal(trace.events[0]?.state, 'handled', trace.details[0]?.handlers[0]?.error?.stack ?? JSON.stringify(trace.end))
    return logsOf(trace)
  })
}

const text = `console.log(fs.readFileSync('state.json', 'utf8'))`

describe('the files of the disk stay as they are', () => {
  const cases: [rule: string, handler: string, logs: string[]][] = [
    [
      'when what may not be written is replaced, gets a mode, or times',
      `fs.writeFileSync('ro.tmp', 'new'); fs.renameSync('ro.tmp', 'ro.txt'); fs.chmodSync('ro.txt', 0o600); fs.utimesSync('ro.txt', 1, 2); console.log(fs.readFileSync('ro.txt', 'utf8'), fs.statSync('ro.txt').mtimeMs)`,
      ['new 2000'],
    ],
    [
      'when a further name of one is written',
      `await promises.link('state.json', 'copy'); fs.writeFileSync('copy', 'new'); ${text}`,
      ['new'],
    ],
    [
      'when one is changed through a descriptor that was opened for reading',
      `const fd = fs.openSync('state.json', 'r'); fs.fchmodSync(fd, 0o600); fs.fchownSync(fd, process.getuid(), process.getgid()); fs.futimesSync(fd, 1, 2); await new Promise((done, fail) => fs.futimes(fd, 1, 2, (error) => error ? fail(error) : done(null))); fs.closeSync(fd); console.log(fs.statSync('state.json').mtimeMs)`,
      ['2000'],
    ],
    [
      'when one is changed through a handle that was opened for reading',
      `const file = await promises.open('state.json', 'r'); await file.chmod(0o600); await file.utimes(1, 2); await file.close(); console.log(fs.statSync('state.json').mtimeMs, (fs.statSync('state.json').mode & 0o777).toString(8))`,
      ['2000 600'],
    ],
    ['when one is read with a flag that empties it', `await promises.readFile('state.json', { flag: 'w+' }); ${text}`, ['']],
    [
      'when one is written through a link from the folder for temporary files',
      `const link = join(tmpdir(), 'link'); fs.symlinkSync(fs.realpathSync('state.json'), link); const fd = fs.openSync(link, 'r'); fs.fchmodSync(fd, 0o600); fs.writeFileSync(link, 'new'); ${text}`,
      ['new'],
    ],
    [
      'when one is written through more links than Node follows',
      `const state = fs.realpathSync('state.json'); for (let n = 0; n < 60; n++) fs.symlinkSync(n === 0 ? state : join(process.cwd(), 'link' + (n - 1)), 'link' + n); try { fs.writeFileSync('link59', 'new') } catch (error) { console.log(error.message) } ${text}`,
      [`ELOOP: too many symbolic links encountered, open 'link59'`, 'original'],
    ],
    [
      'when a folder is copied over links',
      `fs.mkdirSync('from'); fs.writeFileSync('from/l', 'new'); fs.mkdirSync('to'); fs.symlinkSync(join(process.cwd(), 'state.json'), 'to/l'); try { fs.cpSync('from', 'to', { recursive: true }) } catch (error) { console.log(error.code) } ${text}`,
      ['original'],
    ],
    [
      'when a folder is copied through a link, which is denied',
      `fs.mkdirSync('from/l', { recursive: true }); fs.writeFileSync('from/l/in.txt', 'new'); fs.mkdirSync('to'); fs.symlinkSync(join(process.cwd(), 'folder'), 'to/l'); try { fs.cpSync('from', 'to', { recursive: true, dereference: true }) } catch (error) { console.log(error.name) } ${text}`,
      ['FileDenied', 'original'],
    ],
    [
      'when a folder is made where a link to one is',
      `fs.mkdirSync('current', { recursive: true }); fs.mkdirSync('current/a/b', { recursive: true }); console.log(fs.readdirSync('folder').join())`,
      ['a,in.txt'],
    ],
  ]
  const age = `const age = (path) => { const { mtimeMs } = fs.statSync(path); return mtimeMs === Date.now() ? 'now' : mtimeMs }`
  for (const [how, copy] of [
    ['fs.cpSync', 'fs.cpSync(from, to, options)'],
    ['fs.cp', 'await new Promise((done, fail) => fs.cp(from, to, options, (error) => (error ? fail(error) : done())))'],
    ['promises.cp', 'await promises.cp(from, to, options)'],
    ['fs.cpSync with a filter', 'fs.cpSync(from, to, { ...options, filter: () => true })'],
  ] as const) {
    cases.push([
      `when copies keep their times, or are as old as the clock of the run says: ${how}`,
      `${age}; const copy = async (from, to, options) => { ${copy}; return age(to) }
      fs.mkdirSync('own'); fs.writeFileSync('own/made', 'x'); fs.copyFileSync('state.json', 'own/kept'); fs.utimesSync('own/kept', 1, 2)
      for (const preserveTimestamps of [true, false]) {
        console.log(await copy('state.json', 'file' + preserveTimestamps, { preserveTimestamps }))
        await copy('own', 'to' + preserveTimestamps, { recursive: true, preserveTimestamps })
        console.log(age('to' + preserveTimestamps + '/made'), age('to' + preserveTimestamps + '/kept'))
      }`,
      ['1000000000000', 'now 2000', 'now', 'now now'],
    ])
  }
  cases.push([
    'when files are moved, by themselves or in a folder, which keep their times',
    `${age}; fs.mkdirSync('own'); fs.writeFileSync('own/made', 'x'); fs.renameSync('state.json', 'own/state.json'); console.log(age('own/state.json'))
    await new Promise((done) => setTimeout(done, 1000)); fs.renameSync('own', 'other'); fs.renameSync('folder', 'other/moved')
    console.log(age('other/state.json'), Date.now() - age('other/made'), Math.abs(fs.statSync('other/moved/in.txt').mtimeMs - process.env.IN_AT) < 1)`,
    ['1000000000000', '1000000000000 1000 true'],
  ])
  for (const [rule, handler, expected] of cases) it(rule, async () => assert.deepEqual(await run(handler), expected))

  if (process.platform !== 'linux') return
  it('when one is written through the descriptors of the process', async () => {
    const handler = `const fd = fs.openSync('state.json', 'r'); fs.writeFileSync('/proc/self/fd/' + fd, 'new'); fs.writeFileSync('/proc/self/cwd/folder/in.txt', 'new'); ${text}`
    assert.deepEqual(await run(handler), ['new'])
  })
  it('when what goes to stdout or stderr goes by a path: it is logged', async () => {
    const handler = `fs.writeFileSync('/dev/stdout', 'whole'); fs.appendFileSync('/proc/self/fd/2', 'added')
      const fd = fs.openSync('/dev/stderr', 'w'); fs.writeSync(fd, 'opened'); fs.closeSync(fd)
      await new Promise((done) => fs.createWriteStream('/dev/stdout').end('streamed', done)); await fs.promises.appendFile('/dev/stdout', 'promised')
      await new Promise((done) => { const stream = fs.createWriteStream('/dev/fd/1', 'utf8'); stream.on('open', () => stream.end('once open')).on('close', done) }); fs.writeFileSync('own', 'x'); console.log(fs.readFileSync('own', 'utf8'))`
    assert.deepEqual(await run(handler), ['whole', 'added', 'opened', 'streamed', 'promised', 'once open', 'x'])
  })
  it('when a device is written, which takes the text, and its times are set', async () => {
    const later = Math.round(lstatSync('/dev/null').mtimeMs / 1000) + 100
    await run(`fs.writeFileSync('/dev/null', 'x'); fs.utimesSync('/dev/null', ${later}, ${later})`)
    assert.notEqual(lstatSync('/dev/null').mtimeMs, later * 1000)
  })
})

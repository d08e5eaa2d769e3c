import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { logsOf, publishing, run, withApp } from '../../../support/runApp'

/** Each tells what it came to; what a version of Node has not tells nothing, and what is not refused that it was done. */
const acts: [rule: string, act: string, told: string][] = [
  ['replaces the process', `if (process.execve) process.execve('/bin/sh', ['sh', '-c', 'touch made'], {})`, 'ProcessDenied'],
  [
    'opens a file as a database',
    `const { DatabaseSync } = builtin('sqlite'); if (DatabaseSync) new DatabaseSync('made').exec('create table t (a)')`,
    'ProcessDenied',
  ],
  [
    'copies a database to a file',
    `const { backup, DatabaseSync } = builtin('sqlite'); if (backup) await backup(new DatabaseSync(':memory:'), 'made')`,
    'ProcessDenied',
  ],
  ...[
    'create table t (a); attach made as made',
    'vacuum into made',
    '/* a; */ VACUUM -- b\nmain\tInto made',
    `select ';' ;ATTACH/**/DATABASE made as made`,
  ].map((sql): (typeof acts)[number] => [
    `writes a file by a database in memory: ${sql.replaceAll('\n', ' ')}`,
    `const { DatabaseSync } = builtin('sqlite'); if (DatabaseSync) new DatabaseSync(':memory:').exec(${JSON.stringify(sql)}.replaceAll('made', "'made'"))`,
    'ProcessDenied',
  ]),
  [
    'writes a file by a template of SQL',
    `const db = builtin('sqlite').DatabaseSync; const tags = db && new db(':memory:').createTagStore?.(); if (tags) tags.run\`attach \${'made'} as made\``,
    'ProcessDenied',
  ],
  [
    'loads native code into a database',
    `const { DatabaseSync } = builtin('sqlite'); if (DatabaseSync) new DatabaseSync(':memory:', { allowExtension: true }).loadExtension('made')`,
    'ProcessDenied',
  ],
  [
    'asks a database for what it knows, of statements in texts too',
    `const { DatabaseSync } = builtin('sqlite'); if (DatabaseSync) tell(new DatabaseSync(':memory:').prepare("select '; attach ' || 'x; vacuum into' as a").get().a)`,
    '; attach x; vacuum into',
  ],
  [
    'asks a database for the time',
    `const { DatabaseSync } = builtin('sqlite'); if (DatabaseSync) tell(new DatabaseSync(':memory:').prepare('select length(current_timestamp) as a').get().a)`,
    '19',
  ],
  ['opens a library of native code', `const { dlopen } = builtin('ffi'); if (dlopen) dlopen('libc.so.6', {})`, 'ProcessDenied'],
  ['binds a port', `if (net.BoundSocket) new net.BoundSocket({ port: 0 })`, 'ProcessDenied'],
  [
    'keeps compiled code on the disk',
    `if (module.enableCompileCache) tell(module.enableCompileCache(join(process.cwd(), 'made')).status)`,
    '3',
  ],
  [
    'makes a folder that disposes of itself',
    `if (fs.mkdtempDisposableSync) { const { path, remove } = fs.mkdtempDisposableSync(join(process.cwd(), 'made-')); const was = fs.existsSync(path); remove(); tell(was, fs.existsSync(path)) }`,
    'true false',
  ],
  [
    'makes one by a promise',
    `if (promises.mkdtempDisposable) { const { path, remove } = await promises.mkdtempDisposable(join(process.cwd(), 'made-')); const was = fs.existsSync(path); await remove(); tell(was, fs.existsSync(path)) }`,
    'true false',
  ],
  [
    'lists files by a pattern',
    `if (fs.globSync) { fs.writeFileSync('made.txt', 'x'); tell(fs.globSync('*.txt'), await new Promise((done) => fs.glob('*.txt', (_, found) => done(found)))) }`,
    'made.txt made.txt',
  ],
  [
    'walks files by a pattern',
    `if (promises.glob) { fs.writeFileSync('made.txt', 'x'); for await (const name of promises.glob('*.txt')) tell(name) }`,
    'made.txt',
  ],
  ['loads variables from a file', `fs.writeFileSync('.env', 'MADE=1'); process.loadEnvFile(); tell(process.env.MADE)`, '1'],
  ['draws an identifier with the time in it', `if (crypto.randomUUIDv7) tell(crypto.randomUUIDv7().slice(0, 15))`, '01941f29-7c00-7'],
  [
    'asks Temporal for the time',
    `if (globalThis.Temporal) tell(Temporal.Now.instant(), Temporal.Now.plainDateTimeISO(), Temporal.Now.plainTimeISO('Asia/Tokyo'), Temporal.Now.plainDateISO(), Temporal.Now.zonedDateTimeISO())`,
    '2025-01-01T00:00:00Z 2025-01-01T00:00:00 09:00:00 2025-01-01 2025-01-01T00:00:00+00:00[UTC]',
  ],
  [
    'collects a file that was forgotten',
    `v8.setFlagsFromString('--expose-gc'); await promises.open('index.mjs'); await promises.stat('index.mjs'); vm.runInNewContext('gc')(); await promises.stat('index.mjs')`,
    '',
  ],
  [
    'opens a WebSocket',
    `if (globalThis.WebSocket) tell(await new Promise((done) => { const socket = new WebSocket('ws://127.0.0.1:9'); socket.onerror = () => done('denied'); socket.onopen = () => done('open') }))`,
    'denied',
  ],
]

/** Of what is to be refused, the code tells where it was done. */
function codeOf([, act, told]: (typeof acts)[number]): string {
  return told === 'ProcessDenied' ? act.replace(/\bif (\(.+?\)) (.*)$/s, "if $1 { $2; tell('done') }") : act
}

const app = `
import { events } from '@ampt/sdk'
import crypto from 'node:crypto'
import fs from 'node:fs'
import * as promises from 'node:fs/promises'
import module from 'node:module'
import net from 'node:net'
import { join } from 'node:path'
import v8 from 'node:v8'
import vm from 'node:vm'
const builtin = (name) => process.getBuiltinModule?.('node:' + name) ?? {}
const acts = [${acts.map((one) => `async (tell) => { ${codeOf(one)} }`).join(',\n')}]
events.on('a', { timeout: 60_000 }, async () => {
  for (const act of acts) {
    const told = []
    try {
      await act((...texts) => told.push(...texts))
    } catch (error) {
      told.push(error.name)
    }
    console.log(told.join(' '))
  }
})`

describe('what newer versions of Node have beside', () => {
  let told: string[]
  let names: string[]

  let uncontrolled: string[]
  let notes: readonly string[]

  before(() =>
    withApp({ 'index.mjs': app }, async (folder) => {
      const trace = await run(folder, publishing('a'))
      told = logsOf(trace)
      notes = trace.end.notes
      uncontrolled = trace.end.notSimulated
        .filter(({ how, what }) => how === 'uncontrolled' && what.startsWith('sqlite'))
        .map(({ what }) => what)
      names = readdirSync(folder).filter((name) => name !== 'index.mjs')
    }),
  )

  it('leaves the disk as it is', () => assert.deepEqual(names, []))

  it('tells that the clock of a database is its own, where it is asked', () => {
    assert.deepEqual(uncontrolled, isBuiltin('node:sqlite') ? ['sqlite.DatabaseSync.prepare'] : [])
  })

  it('ends no run', () => assert.equal(told.length, acts.length))

  it('tells nothing of when garbage was collected', () => assert.deepEqual(notes, []))

  for (const [index, [rule, , expected]] of acts.entries())
    it(`is guarded where it ${rule}`, () => assert.ok([expected, ''].includes(told[index]!), told[index]))
})

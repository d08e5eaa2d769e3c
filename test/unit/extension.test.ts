import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { dist } from '../support/built'

/** Loads the built extension as an editor does, and prints what it has asked for by then. */
const load = `
const Module = require('node:module')
const asked = []
const load = Module._load
Module._load = function (request, ...rest) {
  asked.push(request)
  return request === 'vscode' ? {} : load.call(this, request, ...rest)
}
require(process.argv[1])
console.log(JSON.stringify(asked.slice(1)))`

describe('the start of the extension', () => {
  it('loads nothing but the editor, Node and itself: compiler and bundler wait until they are needed', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', load, join(dist, 'extension.js')], { encoding: 'utf8' })
    assert.equal(stderr, '')
    const asked = JSON.parse(stdout) as string[]
    assert.ok(asked.includes('vscode'))
    assert.deepEqual(
      asked.filter((request) => request !== 'vscode' && !isBuiltin(request)),
      [],
    )
    // Nor is any of them in its own text.
    assert.ok(statSync(join(dist, 'extension.js')).size < 1_000_000)
  })
})

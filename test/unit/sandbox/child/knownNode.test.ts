import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import known from '../../../support/knownNode.json'

/** What Node offers by names, in a process of its own that nothing was added to. */
const offered = `
const { builtinModules } = require('node:module')
const functionsOf = (module) => Object.getOwnPropertyNames(module).filter((name) => typeof Object.getOwnPropertyDescriptor(module, name).value === 'function')
const offer = (name) => {
  if (name === 'modules') return builtinModules
  return name === 'globals' ? Object.getOwnPropertyNames(globalThis).filter((one) => ![...builtinModules, 'exports', 'require'].includes(one)) : functionsOf(require('node:' + name))
}
console.log(JSON.stringify(process.argv.slice(1).map((name) => [name, offer(name).filter((one) => !/^_|^node:/.test(one) || name === 'modules')])))`

describe('what this version of Node offers', () => {
  const names = Object.keys(known)
  const found = JSON.parse(execFileSync(process.execPath, ['--no-warnings', '-e', offered, ...names], { encoding: 'utf8' })) as [
    keyof typeof known,
    string[],
  ][]

  // A new function may write files, open sockets, start processes or read the clock past all guards: see what it does before its name is added.
  for (const [name, ones] of found)
    it(`was looked at, in ${name}`, () => {
      const looked = known[name].split(' ')
      assert.deepEqual(
        ones.filter((one) => !looked.includes(one)),
        [],
      )
    })
})

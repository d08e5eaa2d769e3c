import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { stampOf } from './sourceStamp'

export interface CodeCache<T> {
  /** Loads the module, once. */
  load(): T
  /** Keeps what V8 compiled of it so far, unless that was kept before. Throws when it cannot be written. */
  save(): void
}

/**
 * Loads a CommonJS bundle (absolute path) with what V8 compiled of it the last time, which takes a third of the time. V8 itself refuses
 * what another version of it compiled.
 */
export function createCodeCache<T>(file: string, cacheFolder: string): CodeCache<T> {
  const prefix = `${basename(file)}-`
  const cacheFile = join(cacheFolder, `${prefix}${(stampOf(file) ?? '').replace(/\W/g, '-')}.code`)
  let script: Script | null = null
  let loaded: T | null = null
  let isKept = false

  function run(): T {
    const cachedData = readIfThere(cacheFile)
    const wrapped = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`
    script = new Script(wrapped, { filename: file, ...(cachedData !== null && { cachedData }) })
    isKept = cachedData !== null && script.cachedDataRejected !== true
    const module = { exports: {} }
    const start = script.runInThisContext() as (...args: unknown[]) => void
    start(module.exports, createRequire(file), module, file, dirname(file))
    return module.exports as T
  }

  return {
    load: () => (loaded ??= run()),
    save() {
      if (script === null || isKept) return
      isKept = true
      mkdirSync(cacheFolder, { recursive: true })
      for (const name of readdirSync(cacheFolder)) if (name.startsWith(prefix)) rmSync(join(cacheFolder, name), { force: true })
      writeFileSync(`${cacheFile}.${process.pid}`, script.createCachedData())
      renameSync(`${cacheFile}.${process.pid}`, cacheFile)
    },
  }
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    // Nothing was kept yet.
    return null
  }
}

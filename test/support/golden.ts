import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './built'

/**
 * Compares text with a file of test/golden/expected. A missing file fails, as a changed one does; UPDATE_GOLDENS=1 writes what is found.
 */
export function assertGolden(name: string, found: string): void {
  assertDocument(`test/golden/expected/${name}`, found)
}

/** The same for a file anywhere in the project: one that people read, made from what it tells of. */
export function assertDocument(path: string, found: string): void {
  const file = join(root, path)
  const text = found.endsWith('\n') ? found : `${found}\n`
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  assert.ok(existsSync(file), `${path} is not written yet. Write it with UPDATE_GOLDENS=1 npm run test:golden, and read it.`)
  assert.equal(text, readFileSync(file, 'utf8'))
}

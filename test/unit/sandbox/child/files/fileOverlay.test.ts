import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { FileOverlay } from '../../../../../src/sandbox/child/files/fileOverlay'

describe('a file that the disk lets nobody write', () => {
  let folder: string
  const changes: string[] = []
  const forbidden = new Set<string>()
  const at = (name: string): string => join(folder, 'app', name)
  const overlayOf = (): FileOverlay =>
    new FileOverlay(
      join(folder, 'scratch'),
      () => 0,
      (kind, path) => changes.push(`${kind} ${relative(at(''), path)}`),
      () => undefined,
      (path) => {
        if (forbidden.has(path)) throw new Error('EACCES')
      },
    )

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ampt-events-files-')))
    for (const name of ['scratch', 'app/sealed']) mkdirSync(join(folder, name), { recursive: true })
    for (const name of ['locked.txt', 'open.txt', 'sealed/in.txt']) writeFileSync(at(name), '')
    forbidden.add(at('locked.txt')).add(at('sealed'))
    changes.length = 0
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is left to Node to refuse, as are new ones in a folder of that kind, and removals from it', () => {
    const overlay = overlayOf()
    for (const name of ['locked.txt', 'sealed/new.txt']) assert.equal(overlay.forWriting(at(name), {}), at(name))
    assert.equal(overlay.forRemoving(at('sealed/in.txt'), false, {}), at('sealed/in.txt'))
    assert.deepEqual(changes, [])
  })

  it('is no other file of that folder, nor what the app itself wrote', () => {
    const overlay = overlayOf()
    for (const name of ['open.txt', 'sealed/in.txt']) assert.notEqual(overlay.forWriting(at(name), {}), at(name))
    assert.notEqual(overlay.forRemoving(at('locked.txt'), false, {}), at('locked.txt'))
    overlay.forWriting(at('locked.txt'), {})
    assert.deepEqual(changes, ['fs.write open.txt', 'fs.write sealed/in.txt', 'fs.remove locked.txt', 'fs.write locked.txt'])
  })
})

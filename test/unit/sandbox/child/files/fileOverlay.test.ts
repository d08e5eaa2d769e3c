import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { real } from '../../../../../src/sandbox/child/files/fileLayer'
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

  it('is refused, never tried on the disk, as are new ones in a folder of that kind, and removals from it', () => {
    const overlay = overlayOf()
    for (const name of ['locked.txt', 'sealed/new.txt']) assert.throws(() => overlay.forWriting(at(name), {}), /EACCES/)
    assert.throws(() => overlay.forRemoving(at('sealed/in.txt'), false, {}), /EACCES/)
    assert.throws(() => overlay.forMoving(at('open.txt'), at('sealed/in.txt')), /EACCES/)
    assert.deepEqual(changes, [])
  })

  it('is no other file of that folder, nor what the app itself wrote', () => {
    const overlay = overlayOf()
    for (const name of ['open.txt', 'sealed/in.txt']) assert.notEqual(overlay.forWriting(at(name), {}), at(name))
    assert.notEqual(overlay.forRemoving(at('locked.txt'), false, {}), at('locked.txt'))
    overlay.forWriting(at('locked.txt'), {})
    assert.deepEqual(changes, ['fs.write open.txt', 'fs.write sealed/in.txt', 'fs.remove locked.txt', 'fs.write locked.txt'])
  })

  it('takes another in its place, and a mode, in the layer alone', () => {
    const overlay = overlayOf()
    const places = [...overlay.forMoving(at('open.txt'), at('locked.txt')), overlay.forSettingTimes(at('locked.txt'))]
    places.push(overlay.forWriting(at('sealed'), { isThere: true, leave: 'owner' }), overlay.forWriting(at('sealed/new.txt'), {}))
    for (const place of places) assert.ok(String(place).startsWith(join(folder, 'scratch')), String(place))
  })

  it('is no device, which takes text alone: it is neither removed nor given a mode', () => {
    const overlay = overlayOf()
    const device = '/dev/null'
    const owned = { isThere: true, leave: 'owner' } as const
    assert.equal(overlay.forWriting(device, { opens: true }), device)
    for (const place of [overlay.forWriting(device, owned), overlay.forRemoving(device, false, {})]) assert.notEqual(place, device)
  })

  it('is looked for below folders that are looked at once, until the app puts a link in the place of one', () => {
    const overlay = new FileOverlay(
      join(folder, 'scratch'),
      () => 0,
      () => undefined,
      () => undefined,
      () => undefined,
    )
    const { lstatSync } = real
    const looks: unknown[] = []
    real.lstatSync = ((path: string) => (looks.push(path), lstatSync(path))) as typeof lstatSync
    try {
      for (let n = 0; n < 2; n++) overlay.pathOf(at('sealed/in.txt'))
      const times = ['sealed', 'sealed/in.txt'].map((name) => looks.filter((path) => path === at(name)).length)
      assert.deepEqual(times, [1, 2])
    } finally {
      real.lstatSync = lstatSync
    }
    rmSync(String(overlay.forRemoving(at('sealed'), true, {})), { recursive: true })
    symlinkSync(at(''), String(overlay.forWriting(at('sealed'), { isThere: false, isOfLink: true })))
    assert.equal(overlay.pathOf(at('sealed/open.txt')), at('open.txt'))
  })
})

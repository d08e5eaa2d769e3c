import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { createFolderIndex } from '../../src/graph/folderIndex'
import { indexWorkspace } from '../../src/graph/indexWorkspace'
import type { EventGraph } from '../../src/model/graph'
import { root } from '../support/built'

// An index that is kept from edit to edit must end where one from scratch does. Each case draws an app, and edits of its files as people
// make them: lines that are taken out, put twice, moved, shifted down or cut off, names that are written otherwise, and steps back.

const patterns = join(root, 'test/workspaces/patterns')
const apps = [...readdirSync(patterns).map((name) => join(patterns, name)), join(root, 'test/workspaces/shop')].map((folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
  return { folder, files, texts: new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')])) }
})

type Edit = (lines: readonly string[], at: number, other: number) => readonly string[]

const edits: Readonly<Record<string, Edit>> = {
  out: (lines, at) => lines.toSpliced(at, 1),
  twice: (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  move: (lines, at, to) => lines.toSpliced(at, 1).toSpliced(to, 0, lines[at]!),
  down: (lines, at) => lines.toSpliced(at, 0, ''),
  cut: (lines, at) => lines.toSpliced(at, 1, lines[at]!.slice(0, lines[at]!.length / 2)),
  rename: (lines, at) => lines.toSpliced(at, 1, lines[at]!.replace(/(['"`])(\w+)/, '$1x$2')),
  call: (lines, at) => lines.toSpliced(at, 0, `events.publish('made', {})`),
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const step = fc.record({
  file: fraction,
  edit: fc.constantFrom(...Object.keys(edits), 'undo', 'reload'),
  at: fraction,
  other: fraction,
})

describe('an index that is kept', () => {
  it('is after each edit what one from scratch is', () => {
    // By all unsaved text: steps back, reloads and edits that change nothing lead where it was before.
    const fromScratch = new Map<string, EventGraph>()
    fc.assert(
      fc.property(fc.nat(apps.length - 1), fc.array(step, { minLength: 1, maxLength: 12 }), (app, steps) => {
        const { folder, files, texts } = apps[app]!
        const index = createFolderIndex(folder)
        fromScratch.set(`${folder} `, index.read({ overlays: new Map(), files: null }))
        let overlays = new Map<string, string>()
        for (const { file: place, edit, at, other } of steps) {
          const file = files[Math.floor(place * files.length)]!
          const lines = (overlays.get(file) ?? texts.get(file)!).split('\n')
          overlays = new Map(overlays)
          if (edit === 'undo') overlays.delete(file)
          else if (edit !== 'reload') {
            overlays.set(file, edits[edit]!(lines, Math.floor(at * lines.length), Math.floor(other * lines.length)).join('\n'))
          }
          const kept = index.read({ overlays, files: edit === 'reload' ? null : [] })
          const others = [...overlays].filter(([one, text]) => text !== texts.get(one)).sort()
          const state = `${folder} ${others.join('\0')}`
          const expected = fromScratch.get(state) ?? indexWorkspace(folder, { overlays })
          fromScratch.set(state, expected)
          assert.deepEqual(kept, expected, `after ${edit} in ${folder}/${file}`)
        }
      }),
      { numRuns: 200 },
    )
  }).timeout(300_000)
})

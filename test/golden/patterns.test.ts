// Every folder of test/workspaces/patterns is an app whose code says beside each call what the graph must find there:
//   // publish NAME, NAME           all names that the call can have; `tenant.*` for a pattern, `?` where nothing is known
//   // publish NAME after MS        the delay, `0-999` where chance draws it, `?` where the text does not fix it; without it there is none
//   // publish NAME times n within F the call stands in a loop, and in a function F (checked where it is written)
//   // publish NAME in TRIGGER      what runs it (checked where it is written)
//   // on NAME timeout MS runs FN   the timeout, and the function that runs (checked where it is written)
//   // starts TASK in TRIGGER       the task that the call starts, and what runs it (checked where it is written)
//   // on NAME uncalled FN          the function that registers it, which nothing calls (checked where it is written)
// A line without such a comment holds no call: nothing may be found there.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Publisher } from '../../src/model/graph'
import { indexWorkspace } from '../../src/graph/indexWorkspace'
import { tellTriggers } from '../../src/graph/triggers/tellTriggers'
import { workspace } from '../support/built'

interface Expected {
  readonly place: string
  readonly kind: string
  readonly name: string
  readonly details: Readonly<Record<string, string>>
}

const root = workspace('patterns')

describe('the patterns of real apps', () => {
  for (const name of readdirSync(root).sort()) {
    it(`are found in ${name}, all of them and nothing else`, () => {
      const folder = join(root, name)
      const found = foundIn(folder)
      const expected = expectedIn(folder)
      assert.ok(expected.length > 0, 'no comment says what is to be found')
      const shown = expected.map(({ place, kind, name: event, details }) => {
        const all = found.filter((one) => isSame(one, { place, kind, name: event }))
        const same = all.find((one) => one.details['runs'] === details['runs']) ?? all[0]
        const asked = Object.keys(details).map((key) => `${key} ${same?.details[key] ?? 'none'}`)
        return [place, same === undefined ? 'MISSING' : kind, event, ...asked].join(' ')
      })
      const wanted = expected.map(({ place, kind, name: event, details }) =>
        [place, kind, event, ...Object.entries(details).map((entry) => entry.join(' '))].join(' '),
      )
      const others = found.filter(
        (one) => !expected.some((wanted) => isSame(one, wanted) && (wanted.details['runs'] ?? one.details['runs']) === one.details['runs']),
      )
      assert.deepEqual(
        [...shown, ...others.map(({ place, kind, name: event, details }) => `FALSE ${place} ${kind} ${event} ${JSON.stringify(details)}`)],
        wanted,
      )
    })
  }
})

type Told = Pick<Expected, 'place' | 'kind' | 'name'>

function isSame(one: Told, other: Told): boolean {
  return one.place === other.place && one.kind === other.kind && one.name === other.name
}

function expectedIn(folder: string): Expected[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(file),
  )
  return files.sort().flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const [, kind, rest] = /\/\/ (publish|on|starts) (.+)$/.exec(line) ?? []
        if (kind === undefined || rest === undefined || /^\s*\/\//.test(line)) return []
        return rest.split(/, (?=\S+(?:,| after| in| timeout| runs| times| within| uncalled|$))/).map((text) => ({
          ...readExpected(text, kind),
          ...{ place: `${file.replaceAll('\\', '/')}:${index + 1}`, kind },
        }))
      }),
  )
}

function readExpected(text: string, kind: string): Pick<Expected, 'name' | 'details'> {
  const [, name = '', rest = ''] = /^(\S+)(.*)$/.exec(text) ?? []
  const details: Record<string, string> = {}
  for (const [, key = '', value = ''] of rest.matchAll(/ (after|timeout|runs|times|within|uncalled) (\S+)/g)) details[key] = value
  const within = / in (.+)$/.exec(rest)?.[1]
  if (within !== undefined) details['in'] = within
  if (kind === 'publish' && details['after'] === undefined) details['after'] = 'none'
  return { name, details }
}

/** A publish of a wrapper, with all calls of that. */
function atOnePlace(publishers: readonly Publisher[]): (readonly [Publisher, ...Publisher[]])[] {
  const found = new Map<string, [Publisher, ...Publisher[]]>()
  for (const site of publishers) {
    const key = `${site.file}:${site.line}:${site.column} ${delayOf(site)}`
    const known = found.get(key)
    if (known === undefined) found.set(key, [site])
    else known.push(site)
  }
  return [...found.values()]
}

function delayOf(site: Publisher): string {
  return site.after === null ? 'none' : `${site.afterMs ?? rangeOf(site) ?? '?'}`
}

function rangeOf({ afterRangeMs }: Publisher): string | null {
  return afterRangeMs && `${afterRangeMs.min}-${afterRangeMs.max}`
}

function foundIn(folder: string): Expected[] {
  const { events, taskRuns, unresolved } = indexWorkspace(folder)
  return [
    ...events.flatMap(({ name, publishers, handlers }) => [
      ...atOnePlace(publishers).map(([site, ...others]) => ({
        place: `${site.file}:${site.line}`,
        kind: 'publish',
        name,
        details: {
          after: delayOf(site),
          in: tellTriggers([site, ...others].flatMap(({ triggers }) => triggers)) ?? 'none',
          times: [site, ...others].some(({ isRepeated }) => isRepeated) ? 'n' : '1',
          within: site.within ?? 'none',
        },
      })),
      ...handlers.map((site) => ({
        place: `${site.file}:${site.line}`,
        kind: 'on',
        name,
        details: { timeout: `${site.timeoutMs ?? 'none'}`, runs: site.function?.name ?? 'none', uncalled: site.uncalled ?? 'none' },
      })),
    ]),
    ...taskRuns.map((site) => ({
      place: `${site.file}:${site.line}`,
      kind: 'starts',
      name: site.task,
      details: { in: tellTriggers(site.triggers) ?? 'none' },
    })),
    ...unresolved.map((site) => ({
      place: `${site.file}:${site.line}`,
      kind: site.kind,
      name: site.pattern ?? '?',
      details: { after: 'none' },
    })),
  ]
}

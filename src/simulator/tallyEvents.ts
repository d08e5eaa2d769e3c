import { exactPlace } from '../words/place'
import { eventStates, type EventColumns, type EventKind } from '../model/protocol'
import { FAILED, type AttemptColumns, type EventTally } from '../model/trace'

type Growing = { -readonly [field in keyof EventTally]: EventTally[field] } & { lost: number[] }

/** Counts events and attempts by what most questions about a run ask: nothing is written out for it, as there can be millions of them. */
export function tallyEvents(columns: EventColumns, kinds: readonly EventKind[], attempts: AttemptColumns): EventTally[] {
  const groups = new Map<string, number>()
  const groupOfKind = kinds.map(({ source, name, site }) => {
    const key = `${source} ${site === null ? '' : exactPlace(site)} ${name}`
    const group = groups.get(key) ?? groups.size
    groups.set(key, group)
    return group
  })
  const tallies = new Map<number, Growing>()
  const tallyOf = (event: number): Growing => {
    const kind = columns.kind[event]!
    const state = columns.state[event]!
    const key = groupOfKind[kind]! * eventStates.length + state
    let tally = tallies.get(key)
    if (tally === undefined) {
      const { source, name, site } = kinds[kind]!
      tallies.set(key, (tally = { source, name, site, state: eventStates[state]!, count: 0, retries: 0, lost: [] }))
    }
    return tally
  }
  for (let event = 0; event < columns.length; event++) tallyOf(event).count++
  for (let row = 0; row < attempts.length; row++) if (attempts.attempt[row]! > 1) tallyOf(attempts.event[row]!).retries++
  for (const event of lostEvents(columns, attempts)) tallyOf(event).lost.push(event)
  return [...tallies.values()]
}

/** Those that were ignored behind an attempt that failed. */
function lostEvents({ state }: EventColumns, attempts: AttemptColumns): ReadonlySet<number> {
  const ignored = eventStates.indexOf('ignored')
  const failed = new Map<string, number>()
  for (let row = 0; row < attempts.length; row++) {
    const event = attempts.event[row]!
    if (state[event] !== ignored) continue
    const delivery = `${event}/${attempts.delivery[row]}`
    if (attempts.outcome[row] === FAILED) failed.set(delivery, event)
    else failed.delete(delivery)
  }
  return new Set(failed.values())
}

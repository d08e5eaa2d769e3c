import type { Cycle, EventNode, TaskRun } from '../../model/graph'
import { certainEdges } from './eventEdges'
import { findCycles, type Edge } from './findCycles'
import { isSameData } from '../journal/isSameData'
import { listChanges } from '../journal/listChanges'
import { compareText } from '../syntax/siteOf'

/** Finds the circles of events; again only among those that hang together with an event that leads elsewhere than the time before. */
export function createCycles(): (events: readonly EventNode[], taskRuns: readonly TaskRun[]) => readonly Cycle[] {
  let eventsBefore: readonly EventNode[] = []
  /** The ways to each event. */
  const ways = new Map<string, readonly Edge[]>()
  /** What comes through a task hangs on more than the event. */
  const throughTasks = new Map<string, EventNode>()
  const groups = createGroups(ways)
  let cycles: readonly Cycle[] = []

  function setWays(name: string, edges: readonly Edge[]): void {
    const before = ways.get(name) ?? []
    if (isSameData(before, edges)) return
    if (edges.length === 0) ways.delete(name)
    else ways.set(name, edges)
    groups.change(before, edges)
  }

  return (events, taskRuns) => {
    const { gone, come } = listChanges(eventsBefore, events)
    eventsBefore = events
    const names = new Set(come.map(({ name }) => name))
    for (const { name } of gone) {
      throughTasks.delete(name)
      if (!names.has(name)) setWays(name, [])
    }
    for (const event of come) {
      if (event.publishers.some(({ triggers }) => triggers.some(({ kind }) => kind === 'task'))) throughTasks.set(event.name, event)
      else setWays(event.name, certainEdges([event], taskRuns))
    }
    for (const event of throughTasks.values()) setWays(event.name, certainEdges([event], taskRuns))
    const found = groups.cycles()
    if (found !== null) cycles = found.sort((a, b) => compareText(JSON.stringify(a.events), JSON.stringify(b.events)))
    return cycles
  }
}

/** Events that hang together, and their circles. */
function createGroups(ways: ReadonlyMap<string, readonly Edge[]>) {
  /** The events that each leads to, once for each way. */
  const next = new Map<string, readonly string[]>()
  /** The circles of the events that each hangs together with: one list for all of these. */
  const cyclesAround = new Map<string, readonly Cycle[]>()
  /** The ends of ways that came or went: each part of a group that came apart has one. */
  const changed = new Set<string>()

  /** The events that hang together with one. */
  function around(name: string): ReadonlySet<string> {
    const found = new Set([name])
    for (const one of found) {
      for (const { from } of ways.get(one) ?? []) found.add(from)
      for (const to of next.get(one) ?? []) found.add(to)
    }
    return found
  }

  function setNext(from: string, to: readonly string[]): void {
    if (to.length === 0) next.delete(from)
    else next.set(from, to)
  }

  function regroup(name: string): void {
    const names = around(name)
    const cycles = findCycles([...names].flatMap((one) => ways.get(one) ?? []))
    for (const one of names) {
      if (names.size > 1 || ways.has(one)) cyclesAround.set(one, cycles)
      else cyclesAround.delete(one)
      changed.delete(one)
    }
  }

  return {
    /** Takes in that one event is led to otherwise. */
    change(before: readonly Edge[], now: readonly Edge[]): void {
      for (const { from, to } of before) setNext(from, next.get(from)!.toSpliced(next.get(from)!.indexOf(to), 1))
      for (const { from, to } of now) setNext(from, [...(next.get(from) ?? []), to])
      for (const { from, to } of [...before, ...now]) changed.add(from).add(to)
    },
    /** All circles; null where they are as they were. */
    cycles(): Cycle[] | null {
      if (changed.size === 0) return null
      for (const name of changed) regroup(name)
      return [...new Set(cyclesAround.values())].flat()
    },
  }
}

import type { ts } from 'ts-morph'
import { getOrMake } from '../../model/getOrMake'
import type { Topic, Work } from './journal'
import { isSameData } from './isSameData'
import { sameEnds } from './listChanges'

/** What work can depend on: a file, another question to the project, or what is told of something. */
export interface Source {
  /** When it was last another, in the end of a run. */
  changedAt: number
  /** When it was last another, if only while work was done again. */
  touchedAt: number
  /** The work that hangs on it. */
  works: Set<Work<unknown>> | null
  /** How much of that counts for others. */
  uses: number
  /** All that is told of it, in the order of places. */
  readonly told: Told[]
  /** What was told first, by key. */
  first: Map<unknown, Told> | null
}

export interface Told {
  readonly source: Source
  /** The same for what is the same; the value itself may be another, which counts as a difference between two runs. */
  readonly key: unknown
  readonly value: unknown
  /** Of the work that tells it. */
  place: number
}

function newSource(): Source {
  return { changedAt: 0, touchedAt: 0, works: null, uses: 0, told: [], first: null }
}

/** Adds what is told to its source. True when it is told first, of all that is the same. */
export function addTold(one: Told): boolean {
  const { source, key, place } = one
  let at = source.told.length
  while (at > 0 && source.told[at - 1]!.place > place) at--
  source.told.splice(at, 0, one)
  source.first ??= new Map()
  const known = source.first.get(key)
  if (known !== undefined && known.place <= place) return false
  source.first.set(key, one)
  return true
}

/** Takes away what was told. True when it was told first. */
export function removeTold(one: Told): boolean {
  const { source, key } = one
  source.told.splice(source.told.indexOf(one), 1)
  if (!isFirst(one)) return false
  const next = source.told.find((other) => other.key === key)
  if (next === undefined) source.first!.delete(key)
  else source.first!.set(key, next)
  return true
}

export function isFirst(one: Told): boolean {
  return one.source.first!.get(one.key) === one
}

/** What was told first at places up to this, in their order. */
export function valuesUpTo(place: number, { told }: Source): readonly unknown[] {
  const values: unknown[] = []
  for (const one of told) if (one.place <= place && isFirst(one)) values.push(one.value)
  return values
}

/** Whether anything is told first from one place on, and before another. */
export function isToldBetween(from: number, end: number, { told }: Source): boolean {
  for (let index = told.length - 1; index >= 0 && told[index]!.place >= from; index--) {
    if (told[index]!.place < end && isFirst(told[index]!)) return true
  }
  return false
}

/** What is told in one list, and not or otherwise in the other, between what they begin and end with alike. */
export function differing(before: readonly Told[], now: readonly Told[]): readonly Told[] {
  const { start, end } = sameEnds(before, now, isEqual)
  return [...before.slice(start, before.length - end), ...now.slice(start, now.length - end)]
}

function isEqual(a: Told, b: Told): boolean {
  return a.source === b.source && a.key === b.key && isSameData(a.value, b.value)
}

/** What is told of nodes, and of what is known by its text. */
interface Subjects {
  readonly ofNodes: WeakMap<ts.Node, Source>
  readonly ofTexts: Map<string, Source>
}

/** All that work can depend on, each made when it is first asked for. */
export function createSources() {
  const questions = new Map<string, Source>()
  const subjects = new Map<Topic, Subjects>()

  return {
    /** A file, or another question to the project. */
    question: (text: string): Source => getOrMake(questions, text, newSource),
    /** What is told of something. */
    subject(topic: Topic, about: ts.Node | string): Source {
      const { ofNodes, ofTexts } = getOrMake(subjects, topic, (): Subjects => ({ ofNodes: new WeakMap(), ofTexts: new Map() }))
      return typeof about === 'string' ? getOrMake(ofTexts, about, newSource) : getOrMake(ofNodes, about, newSource)
    },
    /** The questions that work hangs on. */
    *usedQuestions(): Iterable<string> {
      for (const [text, question] of questions) if (question.uses > 0) yield text
    },
  }
}

import type { Choice, Schedule } from '../model/schedule'
import type { Injection, Scenario } from '../model/scenario'
import { attemptKey } from './eventKey'
import { createPrng } from './prng'

/** The attempt that is about to be queued. */
export interface ChoicePoint {
  readonly event: {
    readonly key: string
    readonly name: string
    /** Which event of its name, from 1 in the order of publishing; looked at where there are injections. */
    readonly ordinal: number
  }
  readonly delivery: number
}

/** Makes the choices of a run, one attempt at a time, and keeps those that were not the default. */
export interface Chooser {
  choose(point: ChoicePoint, attempt: number): Choice
  /** Replays the run: all choices that did something, by stable key, and what else decides how attempts go. */
  schedule(): Schedule
  /** Takes that the instance of an attempt crashed as its choice asks for. */
  crashed(point: ChoicePoint, attempt: number): void
  /** What did nothing. */
  unmet(): Unmet
}

/** Keys of attempts in the recorded schedule, and injections. */
export interface Unmet {
  /** Attempts that did not come. */
  readonly keys: readonly string[]
  /** With copies of what is no first attempt of a first delivery. */
  readonly copies: readonly string[]
  /** With a crash after an effect that did not come. */
  readonly crashes: readonly string[]
  /** For attempts that did not come. */
  readonly injections: readonly Injection[]
  /** Faults or lateness were to be drawn, but each attempt had its choice in the recorded schedule. */
  readonly draws: boolean
}

export const onTime: Choice = {}

/**
 * Choices of a scenario: injected failures win over a recorded schedule, as all that is given beside one, and random draws fill the rest. A draw hangs on the
 * attempt's own key, so an attempt that comes or goes leaves the others' draws alone.
 */
export function createChooser(scenario: Scenario): Chooser {
  const recorded = scenario.schedule?.choices ?? {}
  const draws = scenario.duplicates > 0 || scenario.reorderMs > 0 || scenario.coldStarts > 0 || scenario.latenessMs > 0
  const isPlain = !draws && scenario.injections.length === 0 && Object.keys(recorded).length === 0
  const made: Record<string, Choice> = {}
  const met = new Set<string | Injection>()
  const crashed = new Set<string>()
  let hasDrawn = false
  /** Attempts whose crash did not come. */
  const idleCrashes = (): string[] => Object.keys(made).filter((key) => made[key]!.crashAfterEffect !== undefined && !crashed.has(key))
  return {
    choose({ event, delivery }, attempt) {
      if (isPlain) return onTime
      const key = attemptKey(event.key, delivery, attempt)
      const injections = scenario.injections.filter((injection) => isMeant(injection, event, attempt))
      const isRecorded = Object.hasOwn(recorded, key)
      if (isRecorded) met.add(key)
      else hasDrawn = true
      for (const injection of injections) met.add(injection)
      const isFirst = delivery === 1 && attempt === 1
      const given = isRecorded ? effective(recorded[key]!, isFirst) : draw(scenario, key, isFirst)
      const choice = injections.length > 0 ? { ...given, fail: true } : given
      if (Object.keys(choice).length > 0) made[key] = choice
      return choice
    },
    schedule() {
      for (const key of idleCrashes()) {
        const { crashAfterEffect: _, ...rest } = made[key]!
        if (Object.keys(rest).length > 0) made[key] = rest
        else delete made[key]
      }
      const { seed, instances, concurrency } = scenario
      return { version: 1, seed, instances, concurrency, choices: made }
    },
    crashed: ({ event, delivery }, attempt) => void crashed.add(attemptKey(event.key, delivery, attempt)),
    unmet() {
      const keys = Object.keys(recorded)
      const came = keys.filter((key) => met.has(key))
      return {
        keys: keys.filter((key) => !met.has(key)),
        copies: came.filter((key) => (recorded[key]!.copies ?? 0) > 0 && !key.endsWith('@1.1')),
        crashes: idleCrashes(),
        injections: scenario.injections.filter((injection) => !met.has(injection)),
        draws: draws && came.length > 0 && !hasDrawn,
      }
    },
  }
}

/** What of a recorded choice does something. */
function effective(choice: Choice, isFirst: boolean): Choice {
  return Object.fromEntries(Object.entries(choice).filter(([name, value]) => Boolean(value) && (isFirst || name !== 'copies')))
}

function draw(scenario: Scenario, key: string, isFirst: boolean): Choice {
  const prng = createPrng(scenario.seed, key)
  // All are drawn whether used or not: turning one fault on must not change the other.
  const lateness = prng.nextFraction()
  const duplicate = prng.nextFraction()
  const cold = prng.nextFraction()
  const lateMs = scenario.latenessMs + Math.floor(lateness * (scenario.reorderMs + 1))
  return {
    ...(lateMs > 0 && { lateMs }),
    ...(isFirst && duplicate < scenario.duplicates && { copies: 1 }),
    ...(cold < scenario.coldStarts && { coldStart: true }),
  }
}

function isMeant(injection: Injection, { name, ordinal }: ChoicePoint['event'], attempt: number): boolean {
  return (
    injection.event === name &&
    (injection.ordinal === null || injection.ordinal === ordinal) &&
    injection.attempts.some(([from, to]) => from <= attempt && attempt <= to)
  )
}

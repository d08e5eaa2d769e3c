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
  /** All choices made, by stable key, and the number of instances: replays the run. */
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
}

export const onTime: Choice = {}

/**
 * Choices of a scenario: a recorded schedule wins, injected failures and random draws fill the rest. A draw hangs on the
 * attempt's own key, so an attempt that comes or goes leaves the others' draws alone.
 */
export function createChooser(scenario: Scenario): Chooser {
  const recorded = scenario.schedule?.choices ?? {}
  const instances = instancesOf(scenario)
  const isRandom = scenario.duplicates > 0 || scenario.reorderMs > 0 || scenario.coldStarts > 0
  const isPlain = !isRandom && scenario.latenessMs === 0 && scenario.injections.length === 0 && Object.keys(recorded).length === 0
  const made: Record<string, Choice> = {}
  const met = new Set<string | Injection>()
  const crashed = new Set<string>()
  return {
    choose({ event, delivery }, attempt) {
      if (isPlain) return onTime
      const key = attemptKey(event.key, delivery, attempt)
      const injections = scenario.injections.filter((injection) => isMeant(injection, event, attempt))
      const isRecorded = Object.hasOwn(recorded, key)
      if (isRecorded) met.add(key)
      for (const injection of injections) met.add(injection)
      const choice = isRecorded ? recorded[key]! : draw(scenario, key, delivery === 1 && attempt === 1, injections.length > 0)
      if (Object.keys(choice).length > 0) made[key] = choice
      return choice
    },
    schedule: () => ({ version: 1, ...(instances > 1 && { instances }), choices: made }),
    crashed: ({ event, delivery }, attempt) => void crashed.add(attemptKey(event.key, delivery, attempt)),
    unmet() {
      const keys = Object.keys(recorded)
      const came = keys.filter((key) => met.has(key))
      return {
        keys: keys.filter((key) => !met.has(key)),
        copies: came.filter((key) => (recorded[key]!.copies ?? 0) > 0 && !key.endsWith('@1.1')),
        crashes: came.filter((key) => recorded[key]!.crashAfterEffect !== undefined && !crashed.has(key)),
        injections: scenario.injections.filter((injection) => !met.has(injection)),
      }
    },
  }
}

/** Instances of the app that take turns. */
export function instancesOf({ schedule, instances }: Scenario): number {
  return schedule?.instances ?? instances
}

function draw(scenario: Scenario, key: string, isFirst: boolean, isInjected: boolean): Choice {
  const prng = createPrng(scenario.seed, key)
  // All are drawn whether used or not: turning one fault on must not change the other.
  const lateness = prng.nextFraction()
  const duplicate = prng.nextFraction()
  const cold = prng.nextFraction()
  const lateMs = scenario.latenessMs + Math.floor(lateness * (scenario.reorderMs + 1))
  return {
    ...(lateMs > 0 && { lateMs }),
    ...(isFirst && duplicate < scenario.duplicates && { copies: 1 }),
    ...(isInjected && { fail: true }),
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

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
 * Makes the choices of a run, one attempt at a time, and keeps those that were not the default. Injected failures win over a recorded schedule, as
 * all that is given beside one, and random draws fill the rest. A draw hangs on the attempt's own key, so an attempt that comes or goes leaves the
 * others' draws alone.
 */
export class Chooser {
  private readonly recorded: Schedule['choices']
  private readonly draws: boolean
  private readonly isPlain: boolean
  private readonly made: Record<string, Choice> = {}
  private readonly met = new Set<string | Injection>()
  private readonly crashes = new Set<string>()
  private hasDrawn = false

  constructor(private readonly scenario: Scenario) {
    const { duplicates, reorderMs, coldStarts, latenessMs, injections } = scenario
    this.recorded = scenario.schedule?.choices ?? {}
    this.draws = duplicates > 0 || reorderMs > 0 || coldStarts > 0 || latenessMs > 0
    this.isPlain = !this.draws && injections.length === 0 && Object.keys(this.recorded).length === 0
  }

  choose({ event, delivery }: ChoicePoint, attempt: number): Choice {
    if (this.isPlain) return onTime
    const { scenario, recorded } = this
    const key = attemptKey(event.key, delivery, attempt)
    const injections = scenario.injections.filter((injection) => isMeant(injection, event, attempt))
    for (const injection of injections) this.met.add(injection)
    const isFirst = delivery === 1 && attempt === 1
    const isRecorded = Object.hasOwn(recorded, key)
    if (isRecorded) this.met.add(key)
    else this.hasDrawn = true
    const given = isRecorded ? effective(recorded[key]!, isFirst) : draw(scenario, key, isFirst)
    const choice = injections.length > 0 ? { ...given, fail: true } : given
    if (Object.keys(choice).length > 0) this.made[key] = choice
    return choice
  }

  /** Replays the run: all choices that did something, by stable key, and what else decides how attempts go. */
  schedule(): Schedule {
    const choices = { ...this.made }
    for (const key of this.idleCrashes()) {
      const { crashAfterEffect: _, ...rest } = choices[key]!
      if (Object.keys(rest).length > 0) choices[key] = rest
      else delete choices[key]
    }
    const { seed, instances, concurrency } = this.scenario
    return { version: 1, seed, instances, concurrency, choices }
  }

  /** Takes that the instance of an attempt crashed as its choice asks for. */
  crashed({ event, delivery }: ChoicePoint, attempt: number): void {
    this.crashes.add(attemptKey(event.key, delivery, attempt))
  }

  unmet(): Unmet {
    const { recorded, met } = this
    const keys = Object.keys(recorded)
    const came = keys.filter((key) => met.has(key))
    return {
      keys: keys.filter((key) => !met.has(key)),
      copies: came.filter((key) => (recorded[key]!.copies ?? 0) > 0 && !key.endsWith('@1.1')),
      crashes: this.idleCrashes(),
      injections: this.scenario.injections.filter((injection) => !met.has(injection)),
      draws: this.draws && came.length > 0 && !this.hasDrawn,
    }
  }

  private idleCrashes(): string[] {
    const { made, crashes } = this
    return Object.keys(made).filter((key) => made[key]!.crashAfterEffect !== undefined && !crashes.has(key))
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

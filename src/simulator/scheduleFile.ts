import { isFlag } from '../model/checks'
import type { Json } from '../model/json'
import type { Scenario } from '../model/scenario'
import type { Schedule } from '../model/schedule'
import { UserError } from '../model/userError'
import { checkNames, isFields, MAX_SPAN_MS } from './fields'

const isWhole = (least: number, most = Infinity) => {
  return (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
}

const settings = { seed: isWhole(-Infinity), instances: isWhole(1), concurrency: isWhole(1) }
const choiceFields = {
  lateMs: isWhole(0, MAX_SPAN_MS),
  priority: Number.isFinite,
  copies: isWhole(0),
  fail: isFlag,
  coldStart: isFlag,
  crashAfterEffect: isWhole(1),
}

/** Checks a recorded schedule. Throws `UserError` that names `file` and what is wrong there. */
export function readSchedule(value: unknown, file: string): Schedule {
  const { version, choices, ...rest } = isFields(value) ? value : {}
  if (version !== 1 || !isFields(choices)) {
    throw new UserError(
      `${file}: is no schedule: { "version": 1, "choices": { "name#1@1.1": { "lateMs": 5 } } } is expected. Write one with --save-schedule.`,
    )
  }
  check(rest, settings, `${file}: the schedule`)
  for (const [key, choice] of Object.entries(choices)) check(choice, choiceFields, `${file}: the choice for "${key}"`)
  return value as Schedule
}

function check(given: Json, fields: Readonly<Record<string, (value: unknown) => boolean>>, where: string): void {
  if (!isFields(given)) throw new UserError(`${where} must be an object.`)
  checkNames(given, Object.keys(fields), (message) => {
    throw new UserError(`${where}: ${message}`)
  })
  for (const [name, value] of Object.entries(given)) {
    if (!fields[name]!(value)) throw new UserError(`${where} has a "${name}" that is not valid: ${JSON.stringify(value)}.`)
  }
}

/** A scenario that replays a schedule: its choices, and what else it was recorded with. */
export function replaying(scenario: Scenario, schedule: Schedule): Scenario {
  const { version: _version, choices: _choices, ...recorded } = schedule
  return { ...scenario, ...recorded, schedule }
}

import { resolveAfter } from '../../contract/after'
import { nearestText } from '../../contract/afterHint'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, formatDuration } from '../../words/duration'
import type { Fix } from '../../model/graph'
import { momentsToTry } from '../sites/momentsToTry'
import type { CallFacts, GivenValue } from '../facts/callFacts'
import { finding, fix, replace, type CallContext, type CallRule, type Finding } from './finding'

/** Numbers above this the documentation reads as moments, and the SDK up to ten years as delays. */
const MAX_OFFSET_MS = 366 * DAY_MS
const MAX_SDK_OFFSET_MS = 10 * 365 * DAY_MS

/** What asks for a time, and what becomes of it. */
const words = {
  publish: { call: 'the publish', waits: 'an event', atOnce: 'delivers at once', mend: 'Leave "after" out to deliver at once.' },
  run: { call: 'the run', waits: 'a task', atOnce: 'starts it at once', mend: 'Write run(body) to start it at once.' },
} as const

const forms = 'Write a number of ms, a Date, a UTC date, or "<number> <units>" such as "1 day".'

/** `after` values that cannot be, or that the documentation and the SDK read differently. */
export function createAfterRule(): CallRule {
  // An app has the same few delays in many calls.
  const right = new Set<GivenValue['value']>()
  return (call, context) => {
    // Without a body behind them, options are the body, and so is the delay of a task.
    if (call.argumentCount !== (call.kind === 'run' ? 2 : 3)) return []
    return call.after.flatMap((given) => {
      if (right.has(given.value)) return []
      const found = judge(given, call, context)
      if (found === null && !isMoment(valueOf(given))) right.add(given.value)
      return found ?? []
    })
  }
}

function judge(given: GivenValue, call: CallFacts, context: CallContext): Finding | null {
  const value = valueOf(given)
  const now = isMoment(value) ? context.now : null
  // Where nothing says what day it is, a moment can be judged by its form alone.
  const bases = !isMoment(value) ? momentsToTry : now === null ? momentsToTry.slice(0, 1) : [now]
  const documented = bases.map((base) => resolveAfter(value, base, 'documented'))
  const sdk = bases.map((base) => resolveAfter(value, base, 'sdk'))
  const found = (code: Finding['code'], message: string, fixes: readonly Fix[] = []): Finding => finding(code, given, call, message, fixes)
  const shown = show(given)
  const own = words[call.kind === 'run' ? 'run' : 'publish']
  const { call: what, waits, atOnce, mend } = own

  const tooLong = typeof value === 'number' && value > MAX_OFFSET_MS && value <= MAX_SDK_OFFSET_MS
  if (tooLong) {
    return found(
      'after-over-a-year',
      `${shown} ms are ${formatDuration(value)}, and ${waits} can wait a year at most: ${what} fails. Use at most "1 year".`,
    )
  }
  const failed = documented.flatMap((result) => ('error' in result ? [result.problem] : []))
  if (failed.includes('invalid')) return found('after-invalid', ...tellInvalid(given, value, sdk, own))
  if (isMoment(value) && now === null) return null
  if (failed.includes('not-positive')) {
    const moment = isMoment(value) ? `${momentText(value)} is in the past` : `An "after" of ${shown} is not greater than zero`
    return found('after-not-positive', `${moment}: by the documentation ${what} fails, @ampt/sdk 1.0.20 ${atOnce}. ${mend}`, removal(call))
  }
  if (failed.includes('over-a-year')) {
    const always = failed.length === documented.length
    const when = always ? 'is' : 'can be, where no February 29 lies between,'
    const moment = isMoment(value) ? momentText(value) : shown
    return found('after-over-a-year', `${moment} ${when} more than a year ahead: then ${what} fails. Use at most "1 year".`)
  }
  return judgeDifference()

  function judgeDifference(): Finding | null {
    const delays = documented.map((result) => ('delayMs' in result ? result.delayMs : NaN))
    const failing = sdk.find((result) => 'error' in result)
    if (failing !== undefined) {
      return found(
        'after-sdk-differs',
        `By the documentation ${shown} is always valid, but @ampt/sdk 1.0.20 allows 365 days: there ${what} fails when a February 29 lies between. "365 days" works with both.`,
        written(given, '"365 days"'),
      )
    }
    const index = sdk.findIndex((result, at) => 'delayMs' in result && result.delayMs !== delays[at])
    const other = sdk[index]
    if (other === undefined || !('delayMs' in other)) return null
    const delayMs = delays[index]!
    const waits = other.delayMs === 0 ? atOnce : `waits ${formatDuration(other.delayMs)}`
    const exact = exactSpan(delayMs)
    return found(
      'after-sdk-differs',
      `By the documentation ${shown} waits ${formatDuration(delayMs)}, @ampt/sdk 1.0.20 ${waits}: it reads whole numbers only. ${exact} means the same to both.`,
      written(given, exact),
    )
  }
}

function tellInvalid(
  given: GivenValue,
  value: unknown,
  sdk: readonly ReturnType<typeof resolveAfter>[],
  { call, atOnce }: (typeof words)['publish' | 'run'],
): [string, readonly Fix[]] {
  const [first] = sdk
  const isRead = first !== undefined && 'delayMs' in first
  const outcome = !isRead
    ? `${call} fails`
    : first.delayMs === 0
      ? `by the documentation ${call} fails, @ampt/sdk 1.0.20 ${atOnce}`
      : `by the documentation ${call} fails, @ampt/sdk 1.0.20 ${isMoment(value) ? 'reads it in the time zone of the process' : `waits ${formatDuration(first.delayMs)}`}`
  const near = typeof value === 'string' ? nearestText(value) : null
  const hint = near === null ? forms : `Did you mean ${near}?`
  return [
    `${show(given)} is no time that Ampt reads: ${outcome}. ${hint}`,
    near === null ? [] : written(given, near.replace('the number ', '')),
  ]
}

/** Writes another value, where the value is a literal; a constant may have other uses. */
function written(given: GivenValue, text: string): readonly Fix[] {
  if (!given.isLiteral) return []
  const isDouble = given.text.startsWith('"')
  const own = text.startsWith('"') && !isDouble ? `'${text.slice(1, -1)}'` : text
  return [fix(`Change to ${own}`, replace(given, own))]
}

/** Takes the options out, where `after` is all that they hold. */
function removal({ object, lastArgument, after }: CallFacts): readonly Fix[] {
  if (object === null || lastArgument === null || !object.isWhole || !object.isInCall || object.keys.length !== 1 || after.length !== 1)
    return []
  const { line: endLine, column: endColumn } = lastArgument
  return [fix('Deliver at once', replace({ ...object, endLine, endColumn }, ''))]
}

function valueOf({ value }: GivenValue): unknown {
  return typeof value === 'object' && value !== null ? new Date(value.date ?? NaN) : value
}

function isMoment(value: unknown): boolean {
  return (
    value instanceof Date ||
    (typeof value === 'number' ? value > MAX_SDK_OFFSET_MS : typeof value === 'string' && /\d{4}-\d\d|GMT/.test(value))
  )
}

function momentText(value: unknown): string {
  return (value instanceof Date ? value : new Date(value as string | number)).toISOString()
}

/** A value as the code has it, with what it comes to. */
function show({ text, value }: GivenValue): string {
  const plain = typeof value === 'string' ? JSON.stringify(value) : String(typeof value === 'object' && value !== null ? text : value)
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}

/** A delay in the largest unit that it is a whole number of. */
function exactSpan(delayMs: number): string {
  const units = [
    ['days', DAY_MS],
    ['hours', HOUR_MS],
    ['minutes', MINUTE_MS],
    ['seconds', SECOND_MS],
  ] as const
  const [name, size] = units.find(([, ms]) => delayMs % ms === 0) ?? ['', 1]
  const count = delayMs / size
  return name === '' ? String(count) : `"${count} ${count === 1 ? name.slice(0, -1) : name}"`
}

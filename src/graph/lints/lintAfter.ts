import { resolveAfter } from '../../contract/after'
import { nearestText } from '../../contract/afterHint'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, formatDuration } from '../../words/duration'
import type { Fix } from '../../model/graph'
import { momentsToTry } from '../sites/momentsToTry'
import type { CallFacts, GivenValue } from '../facts/callFacts'
import { finding, fix, isWithin, replace, type CallContext, type CallRule, type Finding } from './finding'

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

/** A value of `after`, and what it comes to from some moments on. */
interface Judged {
  readonly given: GivenValue
  readonly value: unknown
  readonly shown: string
  readonly documented: readonly Result[]
  readonly sdk: readonly Result[]
  readonly words: (typeof words)['publish' | 'run']
}

type Result = ReturnType<typeof resolveAfter>
type Told = readonly [code: Finding['code'], message: string, fixes?: readonly Fix[]]

function judge(given: GivenValue, call: CallFacts, context: CallContext): Finding | null {
  const value = valueOf(given)
  const now = isMoment(value) ? context.now : null
  // Where nothing says what day it is, a moment can be judged by its form alone.
  const bases = !isMoment(value) ? momentsToTry : now === null ? momentsToTry.slice(0, 1) : [now]
  const judged = {
    given,
    value,
    shown: show(given),
    documented: bases.map((base) => resolveAfter(value, base, 'documented')),
    sdk: bases.map((base) => resolveAfter(value, base, 'sdk')),
    words: words[call.kind === 'run' ? 'run' : 'publish'],
  }
  const told = tellInvalid(judged) ?? (isMoment(value) && now === null ? null : (tellOutside(judged, call) ?? tellDifference(judged)))
  return told && finding(told[0], given, call, told[1], told[2])
}

function tellInvalid({ given, value, shown, documented, sdk: [first], words: { call, waits, atOnce } }: Judged): Told | null {
  if (typeof value === 'number' && value > MAX_OFFSET_MS && value <= MAX_SDK_OFFSET_MS) {
    const message = `${shown} ms are ${formatDuration(value)}, and ${waits} can wait a year at most: ${call} fails. Use at most "1 year".`
    return ['after-over-a-year', message]
  }
  if (!documented.some(isProblem('invalid'))) return null
  const read =
    first === undefined || 'error' in first
      ? null
      : first.delayMs === 0
        ? atOnce
        : isMoment(value)
          ? 'reads it in the time zone of the process'
          : `waits ${formatDuration(first.delayMs)}`
  const outcome = read === null ? `${call} fails` : `by the documentation ${call} fails, @ampt/sdk 1.0.20 ${read}`
  const near = typeof value === 'string' ? nearestText(value) : null
  const hint = near === null ? forms : `Did you mean ${near}?`
  const fixes = near === null ? [] : written(given, near.replace('the number ', ''))
  return ['after-invalid', `${shown} is no time that Ampt reads: ${outcome}. ${hint}`, fixes]
}

/** Of a time that is not after now, or too far. */
function tellOutside({ given, value, shown, documented, words: { call: what, atOnce, mend } }: Judged, call: CallFacts): Told | null {
  if (documented.some(isProblem('not-positive'))) {
    const moment = isMoment(value) ? `${momentText(value)} is in the past` : `An "after" of ${shown} is not greater than zero`
    return [
      'after-not-positive',
      `${moment}: by the documentation ${what} fails, @ampt/sdk 1.0.20 ${atOnce}. ${mend}`,
      removal(given, call),
    ]
  }
  if (!documented.some(isProblem('over-a-year'))) return null
  const when = documented.every(isProblem('over-a-year')) ? 'is' : 'can be, where no February 29 lies between,'
  const moment = isMoment(value) ? momentText(value) : shown
  return ['after-over-a-year', `${moment} ${when} more than a year ahead: then ${what} fails. Use at most "1 year".`]
}

function isProblem(problem: string): (result: Result) => boolean {
  return (result) => 'error' in result && result.problem === problem
}

function tellDifference({ given, shown, documented, sdk, words: { call, atOnce } }: Judged): Told | null {
  if (sdk.some((result) => 'error' in result)) {
    const message = `By the documentation ${shown} is always valid, but @ampt/sdk 1.0.20 allows 365 days: there ${call} fails when a February 29 lies between. "365 days" works with both.`
    return ['after-sdk-differs', message, written(given, '"365 days"')]
  }
  const delays = [documented, sdk].map((all) => all.map((result) => ('delayMs' in result ? result.delayMs : NaN)))
  const index = delays[1]!.findIndex((delay, at) => delay !== delays[0]![at])
  if (index === -1) return null
  const [delayMs, other] = [delays[0]![index]!, delays[1]![index]!]
  const waits = other === 0 ? atOnce : `waits ${formatDuration(other)}`
  const exact = exactSpan(delayMs)
  const message = `By the documentation ${shown} waits ${formatDuration(delayMs)}, @ampt/sdk 1.0.20 ${waits}: it reads whole numbers only. ${exact} means the same to both.`
  return ['after-sdk-differs', message, written(given, exact)]
}

/** Writes another value, where the value is a literal; a constant may have other uses. */
function written(given: GivenValue, text: string): readonly Fix[] {
  if (!given.isLiteral) return []
  const isDouble = given.text.startsWith('"')
  const own = text.startsWith('"') && !isDouble ? `'${text.slice(1, -1)}'` : text
  return [fix(`Change to ${own}`, replace(given, own))]
}

/** Takes the options out, where `after` is all that they hold, and stands there: others may hand a wrapper another. */
function removal(given: GivenValue, { object, lastArgument, after }: CallFacts): readonly Fix[] {
  if (
    object === null ||
    !isWithin(given, object) ||
    lastArgument === null ||
    !object.isWhole ||
    !object.isInCall ||
    object.keys.length !== 1 ||
    after.length !== 1
  )
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

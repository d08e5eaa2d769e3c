import { isRecord } from '../model/checks'
import type { Site } from '../model/site'
import { startedAt } from '../model/startedAt'
import { attemptColumnNames, type Trace } from '../model/trace'

/** Where two runs that should be equal part. */
export interface Difference {
  /** Virtual epoch ms. */
  readonly at: number
  /** Such as `order.placed#1, delivery 1, attempt 2`, `POST /users#1`, `load`, `end of the run`. */
  readonly step: string
  /** Which part of it, such as `effects[0].value.id`. */
  readonly part: string
  /** What either run has there, as JSON, cut where it is long; null where it has nothing. */
  readonly first: string | null
  readonly second: string | null
  /** The line that did it, where one is known. */
  readonly site: Site | null
}

/** Finds the first step, in virtual time, in which two traces differ; null when they are equal but for wall times. */
export function firstDifference(first: Trace, second: Trace): Difference | null {
  const found = [
    inTurn(first.calls, second.calls, ({ startedAt: at, key: step }) => ({ at, step })),
    attempts(first, second),
    inTurn(first.late, second.late, ({ event, delivery, attempt, at }, isOfFirst) => {
      const { key } = (isOfFirst ? first : second).events[event]!
      return { at, step: `${key}, after the end of delivery ${delivery}, attempt ${attempt}` }
    }),
    inTurn(first.events, second.events, ({ time: at, key: step }) => ({ at, step })),
  ]
  const [earliest] = found.filter((one) => one !== null).toSorted((a, b) => a.at - b.at)
  return earliest ?? end(first, second)
}

function attempts(first: Trace, second: Trace): Difference | null {
  const length = Math.max(first.attempts.length, second.attempts.length)
  const equalDetails = new Set<string>()
  for (let row = 0; row < length; row++) {
    const [detailOfA, detailOfB] = [first, second].map((trace) => trace.attempts.detail[row])
    const pair = `${detailOfA} ${detailOfB}`
    const isSame = row < first.attempts.length && row < second.attempts.length && sameColumns(first, second, row)
    if (isSame && equalDetails.has(pair)) continue
    const [a, b] = [attemptAt(first, row), attemptAt(second, row)]
    const found = compare(a?.what, b?.what)
    if (found !== null) return { at: (a ?? b)!.at, step: (a ?? b)!.step, ...found }
    equalDetails.add(pair)
  }
  return null
}

function sameColumns(first: Trace, second: Trace, row: number): boolean {
  return attemptColumnNames.every((name) => name === 'detail' || first.attempts[name][row] === second.attempts[name][row])
}

function attemptAt(trace: Trace, row: number): { at: number; step: string; what: object } | null {
  const { attempts, details, events } = trace
  if (row >= attempts.length) return null
  const [at, delivery, attempt] = [startedAt(trace, row), attempts.delivery[row]!, attempts.attempt[row]!]
  const step = `${events[attempts.event[row]!]!.key}, delivery ${delivery}, attempt ${attempt}`
  const detail = details[attempts.detail[row]!]!
  return { at, step, what: { step, startedAt: at, ...detail, outcome: attempts.outcome[row], durationMs: attempts.durationMs[row] } }
}

/** The first rows of two lists that differ; `tell` says when and what the row of the first is, or of the second where the first has none. */
function inTurn<Row>(
  first: readonly Row[],
  second: readonly Row[],
  tell: (row: Row, isOfFirst: boolean) => Pick<Difference, 'at' | 'step'>,
): Difference | null {
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const found = compare(first[i], second[i])
    if (found !== null) return { ...tell(first[i] ?? second[i]!, i < first.length), ...found }
  }
  return null
}

function end(first: Trace, second: Trace): Difference | null {
  const lasting = ({ handlers, end: { wallMs: _wallMs, ...rest } }: Trace) => ({ handlers, ...rest })
  const found = compare(lasting(first), lasting(second))
  return found === null ? null : { at: first.end.at, step: 'end of the run', ...found }
}

type Found = Pick<Difference, 'part' | 'first' | 'second' | 'site'>

/** The first part in which two values differ, and the site of the innermost thing around it that has one. */
function compare(a: unknown, b: unknown, part = '', site: Site | null = null): Found | null {
  if (Object.is(a, b)) return null
  const own = siteOf(a) ?? siteOf(b) ?? site
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) {
    return { part, first: shown(a), second: shown(b), site: own }
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const name = Array.isArray(a) ? `${part}[${key}]` : part === '' ? key : `${part}.${key}`
    const found = compare(a[key], b[key], name, own)
    if (found !== null) return found
  }
  return null
}

function siteOf(value: unknown): Site | null {
  return isRecord(value) && isRecord(value['site']) ? (value['site'] as unknown as Site) : null
}

const MOST_SHOWN = 200

function shown(value: unknown): string | null {
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) return null
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

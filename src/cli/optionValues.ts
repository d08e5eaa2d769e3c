import { isIPv6 } from 'node:net'
import { parseDuration } from '../words/duration'
import { plainName } from '../contract/names'
import { isTimeZone } from '../contract/timeZone'
import type { Injection } from '../model/scenario'
import { UserError } from '../model/userError'
import { MAX_SPAN_MS } from '../simulator/fields'
import { parseMoment } from '../simulator/parseMoment'

// What single options take. Each throws a `UserError` that names the option and what it takes.

/** `EVENT[#n]@ATTEMPTS`, with attempts as `1`, `1-3`, `1,4-6` or `*`. */
export function injection(value: string): Injection {
  const [, event, ordinal, attempts = ''] = /^(.+?)(?:#(\d+))?@([^@]+)$/.exec(value) ?? []
  const ranges = attempts.split(',').map((range): readonly [number, number] => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? []
    return range === '*' ? [1, Infinity] : [Number(from), Number(to)]
  })
  if (event !== undefined && Number(ordinal ?? 1) >= 1 && ranges.every(([first, last]) => first >= 1 && first <= last)) {
    return { event: plainName(event), ordinal: ordinal === undefined ? null : Number(ordinal), attempts: ranges }
  }
  throw new UserError(
    `--fail "${value}" is not understood. Events and attempts count from 1: write EVENT@1, EVENT@1-3, EVENT#2@* or EVENT@1,4-6.`,
  )
}

export function parameter(value: string, option = 'param'): [string, string] {
  const at = value.indexOf('=')
  if (at < 1) throw new UserError(`--${option} "${value}" is not understood. Write --${option} KEY=VALUE.`)
  return [value.slice(0, at), value.slice(at + 1)]
}

/** `KEY=VALUE`, or `KEY` alone for the value that it has here. */
export function variable(value: string): [string, string] {
  const own = process.env[value]
  if (value.includes('=')) return parameter(value, 'env')
  if (own === undefined) throw new UserError(`--env ${value} is not set here. Set it, or write --env ${value}=VALUE.`)
  return [value, own]
}

export function host(value: string): string {
  if (isIPv6(value.replace(/^\[|\]$/g, '')) || /^[^\s/:*@]+$/.test(value)) return value
  throw new UserError(
    `--allow-net "${value}" is no host. Write its name or address alone, such as api.example.com: no protocol, port, path or star.`,
  )
}

export function duration(name: string, value: string): number {
  const ms = parseDuration(value)
  if (ms === null)
    throw new UserError(`--${name} "${value}" is not a duration. Write "5 minutes", "14 days", "500 ms", and "365 days" for a year.`)
  if (ms > MAX_SPAN_MS) throw new UserError(`--${name} "${value}" is more than ten years. Write less.`)
  return ms
}

export function moment(name: string, value: string): number {
  const time = parseMoment(value)
  if (time === null) throw new UserError(`--${name} "${value}" is no date from 1970 to 9998. Write it as 2025-01-01T00:00:00.000Z.`)
  return time
}

export function probability(name: string, value: string): number {
  const number = value.trim() === '' ? NaN : Number(value)
  if (!(number >= 0 && number <= 1)) throw new UserError(`--${name} "${value}" is not a probability. Write a number from 0 to 1.`)
  return number
}

export function wholeNumber(least: number) {
  return (name: string, value: string): number => {
    const number = value.trim() === '' ? NaN : Number(value)
    if (Number.isSafeInteger(number) && number >= least) return number
    throw new UserError(`--${name} "${value}" is not a whole number of at least ${least}.`)
  }
}

export function timeZone(name: string, value: string): string {
  if (isTimeZone(value)) return value
  throw new UserError(`--${name} "${value}" is not a time zone. Write one such as Europe/Berlin.`)
}

export function oneOf<T extends string>(...allowed: readonly T[]) {
  return (name: string, value: string): T => {
    if ((allowed as readonly string[]).includes(value)) return value as T
    throw new UserError(`--${name} "${value}" is not one of ${allowed.join(', ')}.`)
  }
}

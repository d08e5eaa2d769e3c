import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseDuration } from '../contract/duration'
import { isTimeZone } from '../contract/timeZone'
import type { Json } from '../model/json'
import type { Contract, Expectation, Injection, NetworkMode, RequestStep, Scenario, Step } from '../model/scenario'
import { UserError } from '../model/userError'
import { defaultScenario } from '../simulator/defaultScenario'
import { readParamFile } from '../sandbox/client/paramFile'
import { readRequest, takesBody, withHeader } from '../simulator/requestStep'
import { readArguments, readFolder, readForm } from './readArguments'
import { MAX_SPAN_MS } from '../simulator/fields'
import { readScenarioFile } from '../simulator/scenarioFile'
import { readSchedule, replaying } from '../simulator/scheduleFile'

/** What `ampt-events simulate` was asked to do. */
export interface SimulateArguments {
  readonly folder: string
  readonly entry: string | null
  readonly scenario: Scenario
  readonly stubs: Readonly<Record<string, string>>
  readonly expect: Expectation | null
  readonly isStrict: boolean
  readonly isExpanded: boolean
  /** Whether the run is repeated, and the two compared. */
  readonly isTwice: boolean
  readonly output: 'json' | 'ndjson' | 'text'
  readonly htmlFile: string | null
  readonly scheduleFile: string | null
}

/** Start times up to here leave room for a year of delays and more. */
const MAX_START = Date.UTC(9998, 11, 31)

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const
const options = {
  ...{ publish: texts, request: texts, header: texts, body: texts, after: texts, scenario: text, start: text, until: text, seed: text },
  ...{
    duplicates: text,
    reorder: text,
    lateness: text,
    concurrency: text,
    'cold-starts': text,
    instances: text,
    tz: text,
    schedule: text,
    fail: texts,
    contract: text,
  },
  ...{
    net: text,
    strict: flag,
    hardened: flag,
    'allow-net': texts,
    param: texts,
    'param-file': text,
    env: texts,
    entry: text,
    'save-schedule': text,
    html: text,
  },
  ...{ json: flag, ndjson: flag, text: flag, expand: flag, twice: flag },
}

/** Reads the arguments behind `simulate`. Throws `UserError` that names the option and what it takes. */
export function readSimulateArguments(args: readonly string[], cwd: string): SimulateArguments {
  const { values, positionals, tokens } = readArguments('simulate', { args: [...args], options, allowPositionals: true, tokens: true })
  const folder = readFolder(positionals, cwd)
  const readFile = (path: string): string => readText(resolve(cwd, path))
  const file = values.scenario === undefined ? null : readScenarioFile(readFile(values.scenario), values.scenario)
  const given = file?.scenario ?? defaultScenario
  const recorded = values.schedule
  const base = recorded === undefined ? given : replaying(given, readSchedule(json(readFile(recorded), recorded), recorded))
  const steps = readSteps(tokens, readFile)
  const untilMs = values.until === undefined || values.until === 'idle' ? null : duration('until', values.until)
  const scenario: Scenario = {
    ...base,
    steps: [...base.steps, ...steps],
    untilMs,
    start: values.start === undefined ? base.start : moment('start', values.start),
    seed: values.seed === undefined ? base.seed : wholeNumber('seed', values.seed, -0x80000000),
    duplicates: values.duplicates === undefined ? 0 : probability('duplicates', values.duplicates),
    reorderMs: values.reorder === undefined ? 0 : duration('reorder', values.reorder),
    latenessMs: values.lateness === undefined ? 0 : duration('lateness', values.lateness),
    concurrency: values.concurrency === undefined ? base.concurrency : wholeNumber('concurrency', values.concurrency, 1),
    coldStarts: values['cold-starts'] === undefined ? 0 : probability('cold-starts', values['cold-starts']),
    instances: values.instances === undefined ? base.instances : wholeNumber('instances', values.instances, 1),
    timeZone: values.tz === undefined ? base.timeZone : timeZone(values.tz),
    injections: (values.fail ?? []).map(injection),
    contract: oneOf<Contract>('contract', values.contract ?? base.contract, ['documented', 'sdk']),
    network: oneOf<NetworkMode>('net', values.net ?? base.network, ['deny', 'stub', 'allow']),
    allowedHosts: values['allow-net'] ?? [],
    isHardened: values.hardened === true,
    env: Object.fromEntries((values.env ?? []).map(variable)),
    params: {
      ...base.params,
      ...paramFile(values['param-file'], readFile),
      ...Object.fromEntries((values.param ?? []).map((value) => parameter(value))),
    },
  }
  if (scenario.steps.length === 0 && untilMs === null) {
    throw new UserError(
      `Nothing to simulate: name an event with --publish NAME, a route with --request "POST /path", a file with --scenario, or an end with --until for what recurs.`,
    )
  }
  return {
    folder,
    scenario,
    entry: values.entry ?? null,
    stubs: file?.stubs ?? {},
    expect: file?.expect ?? null,
    isStrict: values.strict === true,
    isExpanded: values.expand === true,
    isTwice: values.twice === true,
    output: readForm(values, ['json', 'ndjson', 'text']) ?? 'text',
    htmlFile: values.html === undefined ? null : resolve(cwd, values.html),
    scheduleFile: values['save-schedule'] === undefined ? null : resolve(cwd, values['save-schedule']),
  }
}

/** An option, where it has a name. */
interface Token {
  readonly index: number
  readonly name?: string
  readonly value?: string | undefined
}

/** Headers, body and after belong to the publish or request before them, so the order of the options counts. */
function readSteps(tokens: readonly Token[], readFile: (path: string) => string): Step[] {
  const steps: Step[] = []
  for (const { name, value } of tokens) {
    if (value === undefined) continue
    const last = steps.at(-1)
    if (name === 'publish') steps.push({ kind: 'publish', atMs: 0, name: value, body: {} })
    else if (name === 'request') steps.push(requestStep(value))
    else if (name === 'header') {
      if (last?.kind !== 'request')
        throw new UserError('--header stands behind no --request. Write --request "GET /path" --header "Name: value".')
      steps[steps.length - 1] = requestWith(last, value)
    } else if (name === 'body' || name === 'after') {
      if (last === undefined) throw new UserError(`--${name} stands before any --publish. Write --publish NAME --${name} VALUE.`)
      if (name === 'after' && last.kind === 'request') throw new UserError('--after belongs to a --publish; a --request is made at once.')
      if (last.kind === 'request' && !takesBody(last)) throw new UserError(`A ${last.method} request has no body; leave --body out.`)
      const given = name === 'after' ? { after: /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value } : { body: bodyOf(value, readFile) }
      steps[steps.length - 1] = { ...last, ...given }
    }
  }
  return steps
}

function requestStep(value: string): RequestStep {
  const step = readRequest(value)
  if (step === null) throw new UserError(`--request "${value}" is not understood. Write a method and a path: --request "POST /users".`)
  return step
}

function requestWith(step: RequestStep, header: string): RequestStep {
  const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(header) ?? []
  const asked = withHeader(step, name, value)
  if (asked === null) throw new UserError(`--header "${header}" is not understood. Write --header "Name: value".`)
  return asked
}

function bodyOf(value: string, readFile: (path: string) => string): Json {
  return value.startsWith('@') ? json(readFile(value.slice(1)), value.slice(1)) : json(value, '--body')
}

function json(value: string, where: string): Json {
  try {
    return JSON.parse(value) as Json
  } catch (error) {
    throw new UserError(
      `${where} is not JSON: ${(error as Error).message}. Quote it for the shell: --body '{"id":1}', or use --body @file.json.`,
    )
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UserError(`The file ${path} could not be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`)
  }
}

/** `EVENT[#n]@ATTEMPTS`, with attempts as `1`, `1-3`, `1,4-6` or `*`. */
function injection(value: string): Injection {
  const found = /^(.+?)(?:#(\d+))?@(.+)$/.exec(value)
  const ranges = found?.[3]?.split(',').map((range): [number, number] | null => {
    if (range === '*') return [1, Infinity]
    const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? []
    if (from === undefined) return null
    const [first, last] = [Number(from), Number(to ?? from)]
    return first >= 1 && first <= last ? [first, last] : null
  })
  if (!found || ranges === undefined || ranges.includes(null) || Number(found[2] ?? 1) < 1) {
    throw new UserError(
      `--fail "${value}" is not understood. Events and attempts count from 1: write EVENT@1, EVENT@1-3, EVENT#2@* or EVENT@1,4-6.`,
    )
  }
  return { event: found[1]!, ordinal: found[2] === undefined ? null : Number(found[2]), attempts: ranges as [number, number][] }
}

function paramFile(path: string | undefined, readFile: (path: string) => string): Record<string, string> {
  return path === undefined ? {} : readParamFile(readFile(path), path)
}

function parameter(value: string, option = 'param'): [string, string] {
  const at = value.indexOf('=')
  if (at < 1) throw new UserError(`--${option} "${value}" is not understood. Write --${option} KEY=VALUE.`)
  return [value.slice(0, at), value.slice(at + 1)]
}

/** `KEY=VALUE`, or `KEY` alone for the value that it has here. */
function variable(value: string): [string, string] {
  const own = process.env[value]
  if (value.includes('=')) return parameter(value, 'env')
  if (own === undefined) throw new UserError(`--env ${value} is not set here. Set it, or write --env ${value}=VALUE.`)
  return [value, own]
}

function duration(name: string, value: string): number {
  const ms = parseDuration(value)
  if (ms === null || ms < 0) throw new UserError(`--${name} "${value}" is not a duration. Write "5 minutes", "14 days", "500 ms".`)
  if (ms > MAX_SPAN_MS) throw new UserError(`--${name} "${value}" is more than ten years. Write less.`)
  return ms
}

function moment(name: string, value: string): number {
  const time = Date.parse(value)
  if (Number.isNaN(time) || time < 0 || time > MAX_START)
    throw new UserError(`--${name} "${value}" is no date from 1970 to 9998. Write it as 2025-01-01T00:00:00.000Z.`)
  return time
}

function probability(name: string, value: string): number {
  const number = Number(value)
  if (!(number >= 0 && number <= 1)) throw new UserError(`--${name} "${value}" is not a probability. Write a number from 0 to 1.`)
  return number
}

function wholeNumber(name: string, value: string, least: number): number {
  const number = value.trim() === '' ? NaN : Number(value)
  if (!Number.isSafeInteger(number) || number < least)
    throw new UserError(`--${name} "${value}" is not a whole number of at least ${least}.`)
  return number
}

function timeZone(value: string): string {
  if (!isTimeZone(value)) throw new UserError(`--tz "${value}" is not a time zone. Write one such as Europe/Berlin.`)
  return value
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  if (!(allowed as readonly string[]).includes(value)) throw new UserError(`--${name} "${value}" is not one of ${allowed.join(', ')}.`)
  return value as T
}

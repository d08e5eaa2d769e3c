import { resolve } from 'node:path'
import type { Contract, Expectation, NetworkMode, Scenario } from '../model/scenario'
import { UserError } from '../model/userError'
import { defaultScenario } from '../simulator/defaultScenario'
import { readParamFile } from '../sandbox/client/paramFile'
import { readScenarioFile } from '../simulator/scenarioFile'
import { readSchedule, replaying } from '../simulator/scheduleFile'
import { readJson, readText } from './files'
import { duration, host, injection, moment, oneOf, parameter, probability, timeZone, variable, wholeNumber } from './optionValues'
import { readArguments, readFolder, readForm } from './readArguments'
import { readSteps } from './readSteps'

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

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const
/** In the order of their help. */
const options = {
  publish: texts,
  request: texts,
  header: texts,
  body: texts,
  after: texts,
  scenario: text,
  seed: text,
  duplicates: text,
  reorder: text,
  lateness: text,
  concurrency: text,
  instances: text,
  'cold-starts': text,
  fail: texts,
  schedule: text,
  'save-schedule': text,
  contract: text,
  start: text,
  until: text,
  tz: text,
  entry: text,
  param: texts,
  'param-file': text,
  env: texts,
  net: text,
  'allow-net': texts,
  hardened: flag,
  strict: flag,
  text: flag,
  json: flag,
  ndjson: flag,
  expand: flag,
  html: text,
  twice: flag,
}

/** Reads the arguments behind `simulate`. Throws `UserError` that names the option and what it takes. */
export function readSimulateArguments(args: readonly string[], cwd: string): SimulateArguments {
  const { values, positionals, tokens } = readArguments('simulate', { args: [...args], options, allowPositionals: true, tokens: true })
  const folder = readFolder(positionals, cwd)
  const readFile = (path: string): string => readText(resolve(cwd, path))
  const file = values.scenario === undefined ? null : readScenarioFile(readFile(values.scenario), values.scenario)
  const given = file?.scenario ?? defaultScenario
  const recorded = values.schedule
  const base = recorded === undefined ? given : replaying(given, readSchedule(readJson(readFile(recorded), recorded), recorded))
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
    allowedHosts: (values['allow-net'] ?? []).map(host),
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

function paramFile(path: string | undefined, readFile: (path: string) => string): Record<string, string> {
  return path === undefined ? {} : readParamFile(readFile(path), path)
}

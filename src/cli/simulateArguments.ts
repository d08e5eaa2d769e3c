import { resolve } from 'node:path'
import type { Contract, NetworkMode, Scenario } from '../model/scenario'
import { UserError } from '../model/userError'
import { defaultScenario } from '../simulator/defaultScenario'
import { readParamFile } from '../sandbox/client/paramFile'
import { readScenarioFile, type ScenarioFile } from '../simulator/scenarioFile'
import { readSchedule, replaying } from '../simulator/scheduleFile'
import { readJson, readText } from './files'
import { duration, host, injection, moment, oneOf, parameter, probability, timeZone, variable, wholeNumber } from './optionValues'
import { readArguments, readFolder, readForm } from './readArguments'
import { readSteps } from './readSteps'

/** What `ampt-events simulate` was asked to do. */
export interface SimulateArguments extends ScenarioFile {
  readonly folder: string
  readonly entry: string | null
  readonly isStrict: boolean
  readonly isExpanded: boolean
  /** Whether the run is repeated, and the two compared. */
  readonly isTwice: boolean
  readonly output: 'json' | 'ndjson' | 'text'
  readonly htmlFile: string | null
  readonly scheduleFile: string | null
}

const text = { type: 'string', multiple: false } as const
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

/** Those that are given once, with a text. */
type TextOption = { [name in keyof typeof options]: (typeof options)[name] extends typeof text ? name : never }[keyof typeof options]

const readOptions = (args: readonly string[]) =>
  readArguments('simulate', { args: [...args], options, allowPositionals: true, tokens: true })
type Values = ReturnType<typeof readOptions>['values']

/** Reads the arguments behind `simulate`. Throws `UserError` that names the option and what it takes. */
export function readSimulateArguments(args: readonly string[], cwd: string): SimulateArguments {
  const { values, positionals, tokens } = readOptions(args)
  const folder = readFolder(positionals, cwd)
  const readFile = (path: string): string => readText(resolve(cwd, path))
  const { scenario: file, schedule } = values
  const { scenario: given, stubs, expect } = file === undefined ? noFile : readScenarioFile(readFile(file), file)
  const base = schedule === undefined ? given : replaying(given, readSchedule(readJson(readFile(schedule), schedule), schedule))
  const steps = [...base.steps, ...readSteps(tokens, readFile)]
  const scenario = { ...withOptions(base, values, readFile), steps }
  if (steps.length === 0 && scenario.untilMs === null) {
    throw new UserError(
      'Nothing to simulate: name an event with --publish NAME, a route with --request "POST /path", a file with --scenario, or an end with --until for what recurs.',
    )
  }
  return {
    folder,
    scenario,
    entry: values.entry ?? null,
    stubs,
    expect,
    isStrict: values.strict === true,
    isExpanded: values.expand === true,
    isTwice: values.twice === true,
    output: readForm(values, ['json', 'ndjson', 'text']) ?? 'text',
    htmlFile: values.html === undefined ? null : resolve(cwd, values.html),
    scheduleFile: values['save-schedule'] === undefined ? null : resolve(cwd, values['save-schedule']),
  }
}

const noFile: ScenarioFile = { scenario: defaultScenario, stubs: {}, expect: null }

/** The scenario as the options have it; faults and what the app may reach are theirs alone. */
function withOptions(base: Scenario, values: Values, readFile: (path: string) => string): Scenario {
  /** What an option says, read by `as`; `otherwise` where it is not given. */
  const option = <T>(name: TextOption, as: (name: string, value: string) => T, otherwise: T): T => {
    const value = values[name]
    return value === undefined ? otherwise : as(name, value)
  }
  return {
    ...base,
    untilMs: option('until', (name, value) => (value === 'idle' ? null : duration(name, value)), null),
    start: option('start', moment, base.start),
    seed: option('seed', wholeNumber(-0x80000000), base.seed),
    duplicates: option('duplicates', probability, 0),
    reorderMs: option('reorder', duration, 0),
    latenessMs: option('lateness', duration, 0),
    concurrency: option('concurrency', wholeNumber(1), base.concurrency),
    coldStarts: option('cold-starts', probability, 0),
    instances: option('instances', wholeNumber(1), base.instances),
    timeZone: option('tz', timeZone, base.timeZone),
    injections: (values.fail ?? []).map(injection),
    contract: option('contract', oneOf<Contract>('documented', 'sdk'), base.contract),
    network: option('net', oneOf<NetworkMode>('deny', 'stub', 'allow'), base.network),
    allowedHosts: (values['allow-net'] ?? []).map(host),
    isHardened: values.hardened === true,
    env: Object.fromEntries((values.env ?? []).map(variable)),
    params: {
      ...base.params,
      ...option('param-file', (_, path) => readParamFile(readFile(path), path), {}),
      ...Object.fromEntries((values.param ?? []).map((value) => parameter(value))),
    },
  }
}

import { resolve } from 'node:path'
import type { Scenario, Step } from '../../model/scenario'
import { UserError } from '../../model/userError'
import { defaultScenario } from '../../simulator/defaultScenario'
import { formatDuration, parseDuration } from '../../words/duration'

/** What a run was asked for: enough to ask for it again, anywhere. */
export interface AskedRun {
  /** Path of the app's folder. */
  readonly folder: string
  readonly entry: string
  /** Without the parameters of the file. */
  readonly scenario: Scenario
  /** Relative to the folder. */
  readonly paramsFile: string | null
}

/** A line for a POSIX shell, and the variables that it takes values from. */
export interface TerminalCommand {
  readonly line: string
  readonly variables: readonly string[]
}

/**
 * The call of `ampt-events` that repeats a run: what differs from the default scenario. Values of parameters and of the environment may be
 * secrets, and are left to variables of the shell. Throws `UserError` where a text cannot be pasted into a terminal.
 */
export function terminalCommand({ folder, entry, scenario, paramsFile }: AskedRun): TerminalCommand {
  const params = Object.keys(scenario.params).map((key) => ({ key, variable: key.replace(/^\d|\W/g, '_') }))
  const env = Object.keys(scenario.env)
  const words = [
    ...['ampt-events', 'simulate', folder].map(quoted),
    ...option('entry', entry),
    ...scenario.steps.flatMap(stepWords),
    ...settingWords(scenario),
    ...(paramsFile === null ? [] : option('param-file', resolve(folder, paramsFile))),
    // The shell says so where it has no such variable.
    ...params.map(({ key, variable }) => `--param ${quoted(`${key}=`)}"\${${variable}?}"`),
    ...env.flatMap((name) => option('env', name)),
  ]
  return { line: words.join(' '), variables: [...params.map(({ variable }) => variable), ...env] }
}

function stepWords(step: Step): string[] {
  // The editor makes no others.
  if (step.kind !== 'publish') return []
  const body = JSON.stringify(step.body).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escaped)
  return [
    ...option('publish', step.name),
    ...(step.after === undefined ? [] : option('after', typeof step.after === 'string' ? step.after : JSON.stringify(step.after))),
    ...option('body', body),
  ]
}

/** Of a character in a text of JSON. */
function escaped(character: string): string {
  return [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}

/** Those that differ from the defaults, by the names of their options. */
function settingWords(scenario: Scenario): string[] {
  const defaults = settingsOf(defaultScenario)
  const changed = Object.entries(settingsOf(scenario)).filter(([name, value]) => value !== defaults[name])
  return [
    ...changed.flatMap(([name, value]) => option(name, value)),
    ...scenario.allowedHosts.flatMap((host) => option('allow-net', host)),
    ...(scenario.isHardened ? ['--hardened'] : []),
  ]
}

function settingsOf(scenario: Scenario): Record<string, string> {
  return {
    seed: `${scenario.seed}`,
    duplicates: `${scenario.duplicates}`,
    reorder: span(scenario.reorderMs),
    instances: `${scenario.instances}`,
    'cold-starts': `${scenario.coldStarts}`,
    contract: scenario.contract,
    until: scenario.untilMs === null ? 'idle' : span(scenario.untilMs),
    tz: scenario.timeZone,
    net: scenario.network,
  }
}

function span(ms: number): string {
  const words = formatDuration(ms)
  return parseDuration(words) === ms ? words : `${ms} ms`
}

/** In one word where the value would be taken for an option. */
function option(name: string, value: string): string[] {
  return value.startsWith('-') ? [`--${name}=${quoted(value)}`] : [`--${name} ${quoted(value)}`]
}

function quoted(text: string): string {
  // A terminal acts on these as they are pasted, whatever is around them.
  if (/\p{Cc}/u.test(text))
    throw new UserError(`${JSON.stringify(text)} has control characters, so it is nothing to paste into a terminal.`)
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

import type * as vscode from 'vscode'
import { parseDuration } from '../words/duration'
import type { Contract, NetworkMode, Scenario } from '../model/scenario'
import { UserError } from '../model/userError'
import { isTimeZone } from '../contract/timeZone'
import { defaultScenario } from '../simulator/defaultScenario'

/** The settings `amptEvents.*` of a folder. */
export interface Settings {
  readonly entry: string | null
  readonly nodePath: string | null
  /** File of parameters in the form of `.env`, relative to the folder; those of the scenario win. */
  readonly paramsFile: string | null
  /** The default scenario with what the settings change of it. */
  readonly scenario: Scenario
}

/** Throws `UserError` when a setting has no meaning. */
export function readSettings(vs: typeof vscode, folder: vscode.Uri): Settings {
  const configuration = vs.workspace.getConfiguration('amptEvents', folder)
  const get = <T>(name: string, fallback: T): T => configuration.get<T>(name) ?? fallback
  const duration = (name: 'reorder' | 'until', text: string): number => {
    const ms = parseDuration(text)
    if (ms !== null) return ms
    throw new UserError(`The setting amptEvents.${name} "${text}" is not a duration. Write "10 seconds" or "5 minutes".`)
  }
  const given = (name: 'entry' | 'nodePath' | 'paramsFile' | 'until'): string | null => get(name, '') || null
  const until = given('until')
  const timeZone = get('timeZone', defaultScenario.timeZone)
  if (!isTimeZone(timeZone)) {
    throw new UserError(`The setting amptEvents.timeZone "${timeZone}" is not a time zone. Write one such as Europe/Berlin.`)
  }
  const number = (
    name: 'seed' | 'duplicates' | 'instances' | 'coldStarts',
    isMeant: (value: number) => boolean,
    wanted: string,
  ): number => {
    const value = get<unknown>(name, defaultScenario[name])
    if (typeof value === 'number' && isMeant(value)) return value
    throw new UserError(`The setting amptEvents.${name} "${String(value)}" has no meaning. Write ${wanted}.`)
  }
  const probability = (name: 'duplicates' | 'coldStarts'): number =>
    number(name, (value) => value >= 0 && value <= 1, 'a number from 0 to 1')
  return {
    entry: given('entry'),
    nodePath: given('nodePath'),
    paramsFile: given('paramsFile'),
    scenario: {
      ...defaultScenario,
      contract: get<Contract>('contract', defaultScenario.contract),
      // Objects come as proxies, which cannot be sent to another process.
      params: Object.fromEntries(Object.entries(get('params', {})).map(([key, value]) => [key, String(value)])),
      env: passedOn(get<Readonly<Record<string, string | null>>>('env', {})),
      seed: number('seed', Number.isSafeInteger, 'a whole number'),
      duplicates: probability('duplicates'),
      reorderMs: duration('reorder', get('reorder', '0 seconds')),
      untilMs: until === null ? null : duration('until', until),
      instances: number('instances', (value) => Number.isSafeInteger(value) && value > 0, 'a whole number of at least 1'),
      coldStarts: probability('coldStarts'),
      timeZone,
      isHardened: get('hardened', defaultScenario.isHardened),
      network: get<NetworkMode>('network', defaultScenario.network),
      allowedHosts: [...get<readonly string[]>('allowedHosts', [])],
    },
  }
}

/** Variables with their values; null stands for the one that the editor has. */
function passedOn(asked: Readonly<Record<string, string | null>>): Record<string, string> {
  const values = Object.entries(asked).map(([name, value]) => [name, value === null ? process.env[name] : `${value}`] as const)
  return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

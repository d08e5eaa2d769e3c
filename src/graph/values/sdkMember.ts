import { alternatives, unknown, type Made, type Value } from './value'
import type { SdkPart } from '../modules/resolveModule'

const neighbours = { api: 'api', task: 'task', schedule: 'schedule', data: 'data', storage: 'storage', ws: 'ws', http: 'http' } as const

const sdkMembers: Readonly<Record<SdkPart, Readonly<Partial<Record<string, SdkPart>>>>> = {
  module: { events: 'events', default: 'module', ...neighbours },
  eventsModule: { events: 'events', default: 'events', publish: 'publish', on: 'on' },
  events: { publish: 'publish', on: 'on' },
  publish: {},
  on: {},
  neighbours: { default: 'neighbours', ...neighbours },
  api: {},
  task: {},
  schedule: {},
  data: {},
  storage: {},
  ws: {},
  http: { node: 'http' },
}

/** What a part of the SDK has under a name, as far as it publishes, handles or runs functions of the app. */
export function sdkMember(part: SdkPart, name: string): Value {
  const found = Object.hasOwn(sdkMembers[part], name) ? sdkMembers[part][name] : undefined
  return found === undefined ? unknown : { kind: 'sdk', part: found }
}

/** Whether a value may be a part of the SDK, or what a call of that made. */
export function isPart(value: Value, part: Made['part']): boolean {
  return alternatives(value).some((one) => (one.kind === 'sdk' || one.kind === 'made') && one.part === part)
}

/** The names that are known of a part of the SDK; it has others. */
export function sdkNames(part: SdkPart): readonly string[] {
  return Object.keys(sdkMembers[part])
}

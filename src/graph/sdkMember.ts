import { unknown, type SdkPart, type Value } from './value'

const sdkMembers: Readonly<Record<SdkPart, Readonly<Partial<Record<string, SdkPart>>>>> = {
  module: { events: 'events', default: 'module' },
  eventsModule: { events: 'events', default: 'events' },
  events: { publish: 'publish', on: 'on' },
  publish: {},
  on: {},
}

/** What a part of the SDK has under a name, as far as events go. */
export function sdkMember(part: SdkPart, name: string): Value {
  const found = Object.hasOwn(sdkMembers[part], name) ? sdkMembers[part][name] : undefined
  return found === undefined ? unknown : { kind: 'sdk', part: found }
}

import { withTold, withUnsimulated } from './unsimulated'
import type { World } from './world'

/** Exports by specifier that are not simulated: what the packages are made of (SDK 1.0.20, `@ampt/data` 1.0.27). */
const inner: Readonly<Record<string, readonly string[]>> = {
  '@ampt/sdk': ['ScheduleHandler', 'SocketConnection', 'SocketManager', 'parseEventSpecifier'],
  '@ampt/sdk/core': ['Core'],
  '@ampt/sdk/events': [
    ...['EventMethods', 'Events', 'Handler', 'MAX_NUMERIC_OFFSET', 'getPartitionKey', 'getPartitions', 'handleEventItemChange'],
    ...['mintEventId', 'mintEventIdForTimestamp', 'mintEventIdForTimestampAndShard', 'parseAfter', 'parseEventSpecifier'],
    ...['publishEvent', 'randomShard'],
  ],
  '@ampt/sdk/http': ['Http', 'normalize'],
  '@ampt/sdk/params': ['Params'],
  '@ampt/sdk/schedule': ['Schedule', 'ScheduleHandler', 'convertRateToCron', 'getConfig', 'getHandlers'],
  '@ampt/sdk/storage': ['Storage'],
  '@ampt/sdk/task': ['Task'],
  '@ampt/sdk/websockets': ['SocketConnection', 'SocketManager'],
  '@ampt/data': ['Data'],
}

const taskEnums = {
  TaskState: enumOf('cancelled', 'created', 'scheduled', 'submitted', 'started', 'completed', 'failed'),
  TaskLifeCycleEvent: enumOf('started', 'completed', 'failed', 'progress', 'cancelled'),
}

/** What the types of the packages export and their code does not, where on the platform it is undefined. */
const declared: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '@ampt/sdk': taskEnums,
  '@ampt/sdk/task': taskEnums,
  '@ampt/data': { Labels: enumOf('label1', 'label2', 'label3', 'label4', 'label5') },
}

/** The same of what apps use all the same. */
const unexported: Readonly<Record<string, readonly string[]>> = {
  '@ampt/sdk/core': ['default'],
  '@ampt/sdk/events': ['default'],
  '@ampt/sdk/http': ['default'],
  '@ampt/sdk/params': ['default'],
  '@ampt/sdk/websockets': ['default', 'ws'],
}

/** Adds to modules what their packages export beside what is simulated, and has the run say what it does not simulate or they do not ship. */
export function addOtherExports(world: World, modules: Readonly<Record<string, object>>): void {
  for (const [specifier, names] of Object.entries(inner)) withUnsimulated(world, specifier, modules[specifier]!, names)
  const addDeclared = (specifier: string, values: Readonly<Record<string, unknown>>): unknown =>
    withTold(
      world,
      modules[specifier]!,
      values,
      (name) => `${name} of ${specifier} is declared by the package, whose code does not export it: on the platform it is undefined.`,
    )
  for (const [specifier, values] of Object.entries(declared)) addDeclared(specifier, values)
  for (const [specifier, names] of Object.entries(unexported)) {
    const module = modules[specifier] as Readonly<Record<string, unknown>>
    addDeclared(specifier, Object.fromEntries(names.map((name) => [name, module[name]])))
  }
}

/** `{ Started: 'started' }` */
function enumOf(...values: string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value) => [value[0]!.toUpperCase() + value.slice(1), value]))
}

import type { World } from './world'

type Values = Record<string, string>
type Group = ((key: string) => string | undefined) & Readonly<Values>

interface ParamsMethods {
  list(): Values
  export(keys?: string | readonly string[]): void
  group(namespace: string): Group | undefined
}

/** `params` of `@ampt/sdk`. */
export interface Params {
  (key: string): string | undefined
  (): ParamsMethods
}

/** What the platform sets by itself, as it would be for an app in a sandbox. */
const reserved: Values = {
  ORG_NAME: 'simulated-org',
  PROJECT_NAME: 'simulated-project',
  SERVICE_NAME: 'simulated-app',
  APP_NAME: 'simulated-app',
  INSTANCE_NAME: 'simulator',
  ENVIRONMENT_NAME: 'simulator',
  ENV_NAME: 'simulator',
  INSTANCE_TYPE: 'developer',
  ENVIRONMENT_TYPE: 'developer',
  ENV_TYPE: 'developer',
  AMPT_STAGE: 'developer',
  AMPT_URL: 'https://simulated.ampt.app',
  CLOUD_URL: 'https://simulated.ampt.app',
  AMPT_REGION: 'us-east-1',
  CUSTOM_DOMAINS: '',
}

/** Never written to the environment, as in `@ampt/sdk` 1.0.20. */
const neverExported = new Set(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])

/** What JavaScript itself asks any object for. */
const notParameters = new Set(['then', 'toJSON'])

/** `params` of `@ampt/sdk`. The parameters of a group are those named `GROUP.KEY`. */
export function createParams(world: World): Params {
  const values: Values = { ...reserved, ...Object.fromEntries(Object.entries(world.params).filter(([key]) => !key.includes('.'))) }

  const read = (key: string): string | undefined => {
    if (!Object.hasOwn(values, key)) world.missingParam(key)
    return values[key] || undefined
  }

  const methods: ParamsMethods = {
    list: () => telling({ ...values }, (key) => world.missingParam(key)),
    export(keys = []) {
      const wanted = typeof keys === 'string' ? [keys] : keys
      for (const key of wanted.length === 0 ? Object.keys(values) : wanted) {
        if (!neverExported.has(key) && !process.env[key] && values[key]) process.env[key] = values[key]
      }
    },
    group(namespace) {
      const prefix = `${namespace}.`
      const members = Object.entries(world.params).filter(([key]) => key.startsWith(prefix))
      if (members.length === 0) {
        world.missingParam(`${prefix}*`)
        return undefined
      }
      const group = Object.fromEntries(members.map(([key, value]) => [key.slice(prefix.length), value]))
      const getter = (key: string): string | undefined => {
        if (!Object.hasOwn(group, key)) world.missingParam(prefix + key)
        return group[key]
      }
      // Defined, not assigned: a function's own `name` is read-only.
      return Object.defineProperties(getter, Object.getOwnPropertyDescriptors(group)) as Group
    },
  }

  return ((key?: string) => (key ? read(key) : methods)) as Params
}

/** `params` of `@serverless/cloud`: a property for each parameter. */
export function asProperties(world: World): Values {
  return telling({ ...createParams(world)().list() }, (key) => world.missingParam(key))
}

/** The values, with word of each that is read and not there. */
function telling(values: Values, tell: (key: string) => void): Values {
  return new Proxy(values, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target) && !notParameters.has(key)) tell(key)
      return Reflect.get(target, key) as unknown
    },
  })
}

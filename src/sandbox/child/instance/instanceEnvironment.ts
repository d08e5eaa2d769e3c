import { getOrMake } from '../../../model/getOrMake'

/** What the AWS SDK cannot do without, with what is of no use alone. A made-up value would let an app believe that it talks to an account. */
const ofPlatform = [['AWS_REGION'], ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']]

/**
 * Gives each instance of the app, which `running` names, an environment of its own: a copy of what it is now. The time zone is that of the
 * process, so whoever sets it sets it for all; what a package sets, later instances have too, as they share its modules, which do not run again. `onMissing` is told of variables
 * that are asked for in vain though the platform sets them: of all that belong together.
 */
export function installInstanceEnvironment(
  running: () => object | null,
  isOfPackage: () => boolean,
  onMissing: (names: readonly string[]) => void,
): void {
  const ours = process.env
  const start = { ...ours }
  const environments = new WeakMap<object, NodeJS.ProcessEnv>()
  const tellMissing = (own: NodeJS.ProcessEnv, name: string): void => {
    const missing = ofPlatform.find((group) => group.includes(name))?.filter((one) => own[one] === undefined)
    if (missing !== undefined) onMissing(missing)
  }
  const create = (values: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
    new Proxy(
      { ...values },
      {
        get(own, name) {
          const value: unknown = Reflect.get(own, name)
          if (value === undefined) tellMissing(own, String(name))
          return value
        },
        set(own, name, value) {
          // Node keeps text alone.
          const text = String(value)
          if (name === 'TZ') ours['TZ'] = text
          if (typeof name === 'string' && isOfPackage()) start[name] = text
          return Reflect.set(own, name, text)
        },
      },
    )
  Object.defineProperty(process, 'env', {
    configurable: true,
    enumerable: true,
    get() {
      const instance = running()
      return instance === null ? ours : getOrMake(environments, instance, () => create(start))
    },
    set(values: NodeJS.ProcessEnv) {
      const instance = running()
      if (instance !== null) environments.set(instance, create(values))
    },
  })
}

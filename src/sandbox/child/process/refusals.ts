import { Denial } from '../denial'
import { replace, type Call } from '../replace'

/** A call that would have started or touched something beside the app's own process. */
interface ProcessCall {
  /** Such as `child_process.spawn`. */
  readonly what: string
  readonly target: string
}

type Refusal = (first?: unknown) => never

/** Ways to put refusals in the places of Node's functions. Each of them tells its call and throws a `Denial` that says `why`. */
export interface Refusals {
  /** A function that refuses, for a call by this name. */
  readonly refusing: (what: string, why: string, name?: Denial['name']) => Refusal
  /** Refuses functions of an object, where this version of Node has them: calls whose first argument tells so, or all. */
  readonly refuse: (owner: object, prefix: string, names: readonly string[], why: string, isRefused?: (first: unknown) => boolean) => void
  /** Refuses to make objects of a class, where it is there: those whose first argument tells so, or all. */
  readonly refuseNew: (owner: object, prefix: string, name: string, why: string, isRefused?: (first: unknown) => boolean) => void
}

/** Refusals whose calls are told to `report`. */
export function createRefusals(report: (call: ProcessCall) => void): Refusals {
  const refusing: Refusals['refusing'] =
    (what, why, name = 'ProcessDenied') =>
    (first) => {
      const target = typeof first === 'string' || first instanceof URL ? String(first) : ''
      report({ what, target })
      throw new Denial(name, `${what}${target === '' ? '' : ` of ${target}`} was denied: ${why}`)
    }
  return {
    refusing,
    refuse: (owner, prefix, names, why, isRefused = () => true) => {
      for (const name of names) {
        const own = (owner as Record<string, Call | undefined>)[name]
        if (own === undefined) continue
        const refusal = refusing(`${prefix}.${name}`, why)
        replace(owner, name, function (this: unknown, ...args: unknown[]) {
          return isRefused(args[0]) ? refusal(args[0]) : own.apply(this, args)
        })
      }
    },
    refuseNew: (owner, prefix, name, why, isRefused = () => true) => {
      const Own = (owner as Record<string, (new (...args: unknown[]) => object) & { prototype: object }>)[name]
      if (Own === undefined) return
      const refusal = refusing(`${prefix}.${name}`, why)
      // Of a class that extends it, each object and the class itself would lead back to it.
      const value: typeof Own = new Proxy(Own, {
        construct: (_, args, target) => (isRefused(args[0]) ? refusal(args[0]) : (Reflect.construct(Own, args, target) as object)),
        // Older classes of Node are functions, which make of any object what `new` would.
        apply: (_, self, args) => (isRefused(args[0]) ? refusal(args[0]) : (Reflect.apply(Own as unknown as Call, self, args) as object)),
      })
      replace(Own.prototype, 'constructor', value)
      replace(owner, name, value)
    },
  }
}

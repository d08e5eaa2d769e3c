import type { HandlerSite } from '../../model/graph'

/** The handlers of an event that are registered beside another: not those that a condition chooses one of. */
export function besideOthers(handlers: readonly HandlerSite[]): readonly HandlerSite[] {
  return handlers.filter((one) => besideOf(one, handlers).length > 0)
}

/** Of the handlers of an event, those that are registered beside one of them. */
export function besideOf(handler: HandlerSite, handlers: readonly HandlerSite[]): readonly HandlerSite[] {
  return handlers.filter((other) => other !== handler && !isInsteadOf(handler, other))
}

/** The most of some handlers that are registered together. */
export function mostTogether(handlers: readonly HandlerSite[]): number {
  const fromEach = handlers.map((first) =>
    handlers.reduce((all, one) => (all.some((other) => other === one || isInsteadOf(one, other)) ? all : [...all, one]), [first]),
  )
  return Math.max(0, ...fromEach.map(({ length }) => length))
}

function isInsteadOf({ branches: own = [] }: HandlerSite, { branches = [] }: HandlerSite): boolean {
  return own.some((one) => branches.some(({ condition, isMet }) => condition === one.condition && isMet !== one.isMet))
}

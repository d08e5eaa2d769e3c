import type { Contract } from '../model/scenario'
import type { Effect, EventSource } from '../model/trace'
import { Registry } from './registry'

/** One running copy of the app, with handlers and module state of its own; copies share only what the platform keeps. */
export interface Instance {
  /** From 1, in the order of starting. */
  readonly number: number
  readonly registry: Registry
  /** Loaded: what asks before is called back then. */
  isReady: boolean
  /** Crashed or exited: what its code still does is done by nobody. */
  isDead: boolean
  /** What the app began as it loaded failed, and nobody caught it: it may lack handlers. */
  hasFailedStart: boolean
  /** Publishes between the scenario and what it was started for. */
  readonly hops: number
  /** What was denied to its code as it loaded, or behind the end of what began it, the first time. */
  denied: Effect | null
  /** What was denied to its start, the first time: it may lack handlers that it has on the platform. */
  deniedStart: Effect | null
  readonly waiting: (() => void)[]
}

/** The places in which instances of the app run. Attempts and requests take them in turns. */
export class Instances {
  private readonly places: (Instance | undefined)[] = []
  private founder: Instance | null = null
  private turn = 0
  count = 0

  /** `start` loads an instance and reports it with `ready`. */
  constructor(
    private readonly size: number,
    private readonly contract: Contract,
    private readonly start: (instance: Instance) => void,
  ) {}

  /** The instance in the next place: a new one where there is none, the one there is gone, or `isCold` asks for it; `hops` behind the scenario. */
  take(isCold: boolean, hops: number): Instance {
    const place = this.turn++ % this.size
    const there = this.places[place]
    return there === undefined || there.isDead || isCold ? this.fill(place, hops) : there
  }

  get first(): Instance {
    if (this.founder === null) throw new Error('No instance was started.')
    return this.founder
  }

  startFirst(): void {
    this.fill(0, 0)
  }

  /** Whether the app handles something: by its first instance, gone or not, or by one that has registered more. */
  handle(source: EventSource, name: string, subject: unknown): boolean {
    const has = (instance?: Instance | null): boolean => (instance?.registry.handlersOf(source, name, subject) ?? null) !== null
    return has(this.founder) || this.places.some(has)
  }

  ready(instance: Instance): void {
    instance.isReady = true
    for (const wake of instance.waiting.splice(0)) wake()
  }

  private fill(place: number, hops: number): Instance {
    const instance: Instance = {
      number: ++this.count,
      registry: new Registry(this.contract),
      isReady: false,
      isDead: false,
      hasFailedStart: false,
      hops,
      denied: null,
      deniedStart: null,
      waiting: [],
    }
    this.places[place] = instance
    this.founder ??= instance
    this.start(instance)
    return instance
  }
}

export function whenReady(instance: Instance, wake: () => void): void {
  if (instance.isReady) wake()
  else instance.waiting.push(wake)
}

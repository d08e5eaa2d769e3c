import type { Json } from '../../../../src/model/json'
import type { Contract } from '../../../../src/model/scenario'
import { createAmpt, type Ampt } from '../../../../src/sandbox/ampt/createAmpt'
import { createKept, dataOf } from '../../../../src/sandbox/ampt/kept'
import type { Recurrence } from '../../../../src/contract/recurrence'
import type { Occurrence } from '../../../../src/simulator/publishing'
import type { Invocation, Registration, World } from '../../../../src/sandbox/ampt/world'

interface RecordedEffect {
  readonly kind: string
  readonly target: string
  readonly value?: Json
}

/** A world of plain lists: operations complete at the next microtask, in the order of their calls. */
export interface FakeWorld extends World {
  nowMs: number
  readonly effects: RecordedEffect[]
  readonly published: { readonly name: unknown; readonly args: readonly unknown[] }[]
  readonly registrations: Registration[]
  readonly occurrences: Occurrence[]
  readonly recurrences: Recurrence[]
  readonly recurring: string[]
  readonly notes: string[]
  readonly missing: string[]
  readonly limits: number[]
  /** What runs; null outside of handlers. */
  invoked: Invocation | null
}

export const START = Date.UTC(2025, 0, 1)

export function createFakeWorld(
  options: { contract?: Contract; params?: Record<string, string>; drivesSockets?: boolean } = {},
): FakeWorld {
  const world: FakeWorld = {
    contract: options.contract ?? 'documented',
    params: options.params ?? {},
    nowMs: START,
    effects: [],
    published: [],
    registrations: [],
    occurrences: [],
    recurrences: [],
    recurring: [],
    notes: [],
    missing: [],
    limits: [],
    invoked: { requestId: 'request-1', event: { name: 'a' } },
    now: () => world.nowMs,
    effect: (effect) => void world.effects.push(effect),
    complete: (operation) => Promise.resolve().then(operation),
    publish: (name, args) => {
      world.published.push({ name, args })
      return Promise.resolve({ id: 'id', time: world.nowMs, delay: 0 })
    },
    register: (registration) => void world.registrations.push(registration),
    occur: (occurrence) => {
      world.occurrences.push(occurrence)
      return { id: `id-${world.occurrences.length}`, time: world.nowMs, delay: occurrence.delayMs ?? 0 }
    },
    recur: (what, recurrence) => {
      world.recurring.push(what)
      world.recurrences.push(recurrence)
    },
    whileOpen: () => undefined,
    drivesSockets: options.drivesSockets === true,
    isLoading: () => false,
    invocation: () => world.invoked,
    setTimeLimit: (ms) => void world.limits.push(ms),
    note: (text) => void world.notes.push(text),
    missingParam: (key) => void world.missing.push(key),
  }
  return world
}

export function createFakeAmpt(options: Parameters<typeof createFakeWorld>[0] & { seed?: Record<string, Json> } = {}): {
  world: FakeWorld
  ampt: Ampt
  /** The data store. */
  items: () => Record<string, Json>
  /** A module's exports, typed as the test needs them. */
  module: <T>(specifier: string) => T
} {
  const world = createFakeWorld(options)
  const kept = createKept(world, options.seed ?? {})
  const ampt = createAmpt(world, kept)
  return { world, ampt, items: () => dataOf(kept), module: <T>(specifier: string) => ampt.modules[specifier] as T }
}

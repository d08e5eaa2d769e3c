import type { events } from '@ampt/sdk'
import type * as ampt from '@ampt/sdk'

type Bus = typeof events

// Held by types that hold others.
export const byKey = (buses: Map<string, Bus>) => buses.get('main')!.publish('held.map', {}) // publish held.map
export const byName = (buses: Record<string, Bus>) => buses['main']!.publish('held.record', {}) // publish held.record
export const first = (buses: readonly Bus[]) => buses[0]!.publish('held.list', {}) // publish held.list
export function each(buses: Map<string, Bus>, others: Map<string, { publish(name: string): void }>): void {
  for (const [, bus] of buses) void bus.publish('held.walked', {}) // publish held.walked
  for (const bus of buses.values()) void bus.publish('held.values', {}) // publish held.values
  buses.forEach((bus) => void bus.publish('held.each', {})) // publish held.each
  for (const [, other] of others) other.publish('other')
}

// What may be missing.
export const maybe = (bus: Bus | null) => bus?.publish('maybe.there', {}) // publish maybe.there
export class Holder {
  bus: Bus | null = null
  set(bus: Bus): void {
    this.bus = bus
  }
  send(): void {
    void this.bus?.publish('maybe.set', {}) // publish maybe.set
  }
}

// All of the package.
export interface Context {
  readonly ampt: typeof ampt
}
export const inContext = ({ ampt: { events: bus } }: Context) => bus.publish('context.events', {}) // publish context.events

export async function loaded(): Promise<void> {
  const [, { events: bus }] = await Promise.all([import('node:fs'), import('@ampt/sdk')])
  await bus.publish('loaded.all', {}) // publish loaded.all
}

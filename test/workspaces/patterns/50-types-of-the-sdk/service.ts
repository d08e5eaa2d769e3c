import type { Bus, Deps, Sdk, Use } from './deps'

declare function get<T>(name: string): T

export const open: Use<() => void> =
  ({ events }) =>
  () =>
    void events.publish('account.opened', {}) // publish account.opened
export const close = ({ events }: Deps) => events.publish('account.closed', {}) // publish account.closed
export const rename = (deps: Deps) => deps.events.publish('account.renamed', {}) // publish account.renamed
export const lock = (bus: Bus | null) => bus?.publish('account.locked', {}) // publish account.locked
export const unlock = ({ events }: Sdk) => events.publish('account.unlocked', {}) // publish account.unlocked
export const seal = (sdk: Sdk) => sdk.events.publish('account.sealed', {}) // publish account.sealed
export const warn = (events: Sdk['events']) => events.publish('account.warned', {}) // publish account.warned
export const pay = <E extends Bus>(bus: E) => bus.publish('account.paid', {}) // publish account.paid
export const check = () => get<Bus>('events').publish('account.checked', {}) // publish account.checked

export function freeze(this: Deps) {
  return this.events.publish('account.frozen', {}) // publish account.frozen
}

export class Accounts {
  private bus
  constructor({ events }: Deps) {
    this.bus = events
  }
  merge() {
    return this.bus.publish('account.merged', {}) // publish account.merged
  }
}

// Nothing tells that this is Ampt's.
export const guess = (bus: Bus | Deps) => 'publish' in bus && bus.publish('account.guessed', {})

import { events } from '@ampt/sdk'
import type { Action, Happening, Loose, Order } from './types'

declare const settings: { readonly name: 'settings.changed' }
declare function next(): Action
declare function later(): Promise<Action>

export const taken = ({ kind }: Order) => events.publish(kind, {}) // publish created, deleted
export const deep = (order: Order) => events.publish(`${order.place.area}.x`, {}) // publish north.x, south.x
export const either = (one: Happening | null) => one && events.publish(one.type, one) // publish order.paid, order.sent
export const any = (one: Loose) => events.publish(one.type, one) // publish ?
export const all = (actions: Action[]) => actions.forEach((action) => events.publish(action, {})) // publish created, deleted

export function rest(...actions: readonly Action[]) {
  for (const action of actions) void events.publish(action, {}) // publish created, deleted
}

export class Jobs {
  action!: Action
  run() {
    return events.publish(this.action, {}) // publish created, deleted
  }
}

export async function start() {
  await events.publish(settings.name, {}) // publish settings.changed
  await events.publish(next(), {}) // publish created, deleted
  await events.publish(await later(), {}) // publish created, deleted
  await events.publish(<Action>JSON.parse(''), {}) // publish created, deleted
}

export const told = (order: Order) => events.publish(order.kind, {}) // publish created
told({ kind: 'created', place: { area: 'north' } })

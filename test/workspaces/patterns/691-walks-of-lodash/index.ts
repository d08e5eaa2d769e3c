// Walks of lodash hand each member of an object with its key, and each item of a list.
import { events } from '@ampt/sdk'
import _, { forOwn } from 'lodash'
import each from 'lodash/each'

async function paid() {}
async function sent() {}
async function read() {}
async function kept() {}
async function left() {}
async function full() {}

const orders = {
  'order.placed': async () => {
    await events.publish('mail.sent', {}) // publish mail.sent in handler of order.placed
  },
  'order.paid': paid,
}
_.forEach(orders, (handler, name) => events.on(name, handler)) // on order.placed, order.paid runs paid
_.each(['user.joined', 'user.left'], (name) => events.on(name, async () => {})) // on user.joined, user.left
forOwn({ 'mail.sent': { run: sent } }, ({ run }, name) => events.on(name, run)) // on mail.sent runs sent
each({ 'mail.read': read }, (handler, name) => { events.on(name, handler) }) // on mail.read runs read
_.keys({ 'stock.low': 1, 'stock.gone': 2 }).forEach((name) => events.on(name, async () => {})) // on stock.low, stock.gone
_.toPairs({ 'cart.kept': kept }).map(([name, handler]) => events.on(name, handler)) // on cart.kept runs kept

const register = (handler: () => Promise<void>, name: string) => events.on(name, handler) // on cart.left runs left, cart.full runs full
_.map({ 'cart.left': left }, register)
new Map([['cart.full', full]]).forEach(register)

export const tell = (names: string[]) => _.forEach(names, (name) => events.publish(`told.${name}`, {})) // publish told.*

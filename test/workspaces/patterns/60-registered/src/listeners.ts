import { events } from '@ampt/sdk'

const noop = async () => {}

export function initOrders() {
  inner()
}
function inner() {
  events.on('order', noop) // on order uncalled none
}
export function forgotten() {
  deeper()
}
function deeper() {
  events.on('forgotten', noop) // on forgotten uncalled forgotten
}

// What is handed on may be called by whoever gets it.
export const handed = () => events.on('handed', noop) // on handed uncalled none
export const plugins = { handed, inPlace: () => events.on('in.place', noop) } // on in.place uncalled none
events.on('top', noop) // on top uncalled none

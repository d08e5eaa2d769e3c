import { events } from '@ampt/sdk'
import { curried, createModel, emit, emitLater, emitterFor } from './emit'

events.on('start', async () => { // on start
  await emit('wrapped.a', {})
  await emit('wrapped.b', {})
  await emitLater('x', {})
  await emitLater('y', {}, '2 hours')
})
export const users = emitterFor('user')
export const orders = emitterFor('order')
export const posts = createModel('posts')
curried('curried.')('one')

function subscribe(name: string, handler: () => void) {
  events.on(name, { timeout: 10_000 }, handler) // on sub.a timeout 10000 runs onA, sub.b timeout 10000 runs onB
}
const onA = () => {}
const onB = () => {}
subscribe('sub.a', onA)
subscribe('sub.b', onB)

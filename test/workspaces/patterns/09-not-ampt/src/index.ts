import { events } from '@serverless/cloud'
import { EventEmitter } from 'events'
import { on } from 'node:events'
import { bus } from './bus'

const emitter = new EventEmitter()
emitter.on('node', () => {})
emitter.emit('node')
void on(emitter, 'node')
bus.events.publish('own bus', {})
appEvents.publish('grafana', {})
// events.publish('comment', {})
/* events.on('block comment', () => {}) */
const text = "events.publish('string', {})"
events.on('real', () => {}) // on real

function shadow(events: { publish(name: string, body: unknown): void }) {
  events.publish('shadowed', {})
}
shadow({ publish: () => {} })
{
  const events = emitter
  events.on('inner', () => {})
}
export const CustomerView = ({ on, send }: { on: Function; send: Function }) => {
  on('message', () => send('x'))
}
export const handler = async () => ({ statusCode: 200, text })
declare const appEvents: any

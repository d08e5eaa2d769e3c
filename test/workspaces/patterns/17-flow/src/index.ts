import { events } from '@ampt/sdk'

let name = 'flow.a'
if (process.env.B) name = 'flow.b'
events.publish(name, {}) // publish flow.a, flow.b

let unknownName = 'flow.c'
unknownName += process.env.SUFFIX
events.publish(unknownName, {}) // publish ?

function topic(kind: string) {
  switch (kind) {
    case 'a':
      return 'topic.a'
    default:
      return 'topic.b'
  }
}
events.publish(topic('x'), {}) // publish topic.b
events.publish(topic(process.env.KIND!), {}) // publish topic.a, topic.b
const short = (kind: string) => `short.${kind}`
events.publish(short('one'), {}) // publish short.one
const env = process.env.STAGE ?? 'dev'
events.publish(`${env}.deployed`, {}) // publish *.deployed, dev.deployed
events.publish(('a' + 'b').toUpperCase(), {}) // publish AB
events.publish(['x', 'y', 'z'].join('.'), {}) // publish x.y.z
events.publish(String('text'), {}) // publish text
try {
  events.publish('in-try', {}) // publish in-try
} catch {
  events.publish('in-catch', {}) // publish in-catch
} finally {
  events.publish('in-finally', {}) // publish in-finally
}
label: for (;;) {
  events.publish('in-loop', {}) // publish in-loop
  break label
}
export const config = { onError: () => events.publish('in-object', {}) } // publish in-object
export class Box {
  static { events.on('in-static-block', () => {}) } // on in-static-block
  field = events.publish('in-field', {}) // publish in-field
}
export default () => events.publish('in-default', {}) // publish in-default

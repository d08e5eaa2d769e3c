import { events } from '@ampt/sdk'

const NAMES = { a: 'names.a' }
if (process.env.NAME) NAMES.a = process.env.NAME
events.publish(NAMES.a, {}) // publish names.a, ?

const lookup: Record<string, string> = { a: 'lookup.a' }
lookup.b = 'lookup.b'
export const find = (key: string) => events.publish(lookup[key]!, {}) // publish lookup.a, lookup.b

let { taken } = { taken: 'taken.a' }
taken = 'taken.b'
events.publish(taken, {}) // publish taken.a, taken.b

class Topics {
  static one = 'topic.a'
  current = 'current.a'
  constructor(options: { name: string } | null) {
    if (options !== null) this.current = options.name
  }
  run() {
    events.publish(this.current, {}) // publish current.a, ?
  }
}
Topics.one = 'topic.b'
events.publish(Topics.one, {}) // publish topic.a, topic.b
new Topics(JSON.parse('null')).run()

function shout(name = 'loud') {
  name = name.toUpperCase()
  events.publish(name, {}) // publish LOUD
}
shout()

const queue = { topic: 'queue.topic', push(_item: string) {} }
queue.push('no topic')
events.publish(queue.topic, {}) // publish queue.topic

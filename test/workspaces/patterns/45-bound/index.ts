import { events } from '@ampt/sdk'

// What `bind` passes comes before what a call does.
const send = (group: string, name: string) =>
  events.publish(`${group}.${name}`, {}) // publish bound.made in handler of make, called.made in handler of call, applied.made, reflected.made
const sendBound = send.bind(null, 'bound')
events.on('make', () => sendBound('made')) // on make
events.on('call', () => send.call(null, 'called', 'made')) // on call
send.apply(null, ['applied', 'made'])
Reflect.apply(send, null, ['reflected', 'made'])

const joined = events.publish.bind(events, 'user.joined')
joined({ id: 1 }) // publish user.joined
joined({ after: 1000 }, {}) // publish user.joined after 1000

// As handlers.
function forward(name: string, event: { body: unknown }) {
  return events.publish(name, event.body) // publish one.done in handler of one, other.done in handler of other
}
events.on('one', forward.bind(null, 'one.done')) // on one runs forward
events.on('other', forward.bind(null, 'other.done')) // on other runs forward

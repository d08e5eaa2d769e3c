import { events } from '@ampt/sdk'
import { other } from './other'

function outer() {
  const events = other
  return events.publish('shadowed by const', {})
}
const inner = (events: typeof other) => events.publish('shadowed by parameter', {})
inner(other)
try {
  throw other
} catch (events: any) {
  events.publish('shadowed by catch', {})
}
for (const events of [other]) events.publish('shadowed by loop', {})
class events2 {
  publish() {}
}
new events2().publish()
{
  function events() {}
  void events
}
void outer
events.publish('real', {}) // publish real
const { publish } = other
publish('other', {})
const wrapped = { events: other }
wrapped.events.publish('not this one', {})
export namespace Inner {
  const events = other
  events.publish('shadowed by namespace', {})
}

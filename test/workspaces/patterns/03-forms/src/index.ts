import { events } from '@ampt/sdk'

;(events as any).publish('cast', {}) // publish cast
events!.publish('bang', {}) // publish bang
events?.publish('optional', {}) // publish optional
events.publish?.('optional-call', {}) // publish optional-call
events['publish']('element', {}) // publish element
;(events satisfies object).publish('satisfies', {}) // publish satisfies
events.publish<{ a: 1 }>('generic', { a: 1 }) // publish generic
void events.publish('void', {}) // publish void
events.publish.call(events, 'called', {}) // publish called
events.publish.apply(events, ['applied', {}]) // publish applied
const bound = events.publish.bind(events)
bound('bound', {}) // publish bound
const { publish: take, ...rest } = events
take('taken', {}) // publish taken
rest.on('rest', () => {}) // on rest
let moved: typeof events
moved = events
moved.publish('assigned', {}) // publish assigned
const holder = { bus: events, nested: { bus: events } }
holder.bus.publish('held', {}) // publish held
holder.nested.bus.publish('held.deep', {}) // publish held.deep
const flag = Boolean(process.env.X)
;(flag ? events : holder.bus).publish('conditional-object', {}) // publish conditional-object
events.publish( // publish spread-over-lines
  // which one
  'spread-over-lines', // its name
  {},
)

// What lodash merges is read member by member, and what it merges into is changed.
import { events, task } from '@ampt/sdk'
import _, { merge } from 'lodash'
import partial from 'lodash/partial'

const config = _.merge({}, { topics: { paid: 'order.paid', sent: 'order.sent' }, delay: '1 hour' }, { topics: { sent: 'mail.sent' } })
task('paid', () => events.publish(config.topics.paid, { after: config.delay }, {})) // publish order.paid after 3600000 in task paid
task('sent', () => events.publish(config.topics.sent, {})) // publish mail.sent in task sent

const options = _.defaults({ name: 'a.own', other: undefined }, { name: 'a.default', other: 'b.default' })
events.on(options.name, async () => {}) // on a.own
events.on(options.other, async () => {}) // on b.default

const chosen = merge({ name: 'day.closed' }, process.env.IS_NIGHT ? { name: 'night.closed' } : {})
events.on(chosen.name, async () => {}) // on day.closed, night.closed

const lists = merge({ names: ['list.first'] }, { names: ['list.second'] })
events.on(lists.names[0], async () => {}) // on ?

const changed = { name: 'before.changed' }
_.assign(changed, { name: 'after.changed' })
events.on(changed.name, async () => {}) // on before.changed, after.changed

const publish = (name, body) => events.publish(name, body) // publish user.joined in task joined
const joined = partial(publish, 'user.joined')
task('joined', () => joined({}))

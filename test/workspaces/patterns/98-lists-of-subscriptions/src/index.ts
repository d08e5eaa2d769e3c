// Each part of an app lists what it subscribes to; one file registers all of it, each handler within another.
import { events } from '@ampt/sdk'
import * as orders from './orders'
import { all as mails } from './mails'
import { wrap } from './wrap'
const every = [...orders.subscriptions, ...mails]
every.forEach(({ topic, options, handle }) => events.on(topic, options ?? {}, wrap(topic, handle))) // on order.placed timeout 20000 runs handle, order.shipped runs shipped, order.beta runs shipped, notify.shipped, notify.returned, mail.send

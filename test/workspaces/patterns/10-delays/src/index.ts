import { events } from '@ampt/sdk'

const MINUTE = 60 * 1000
const options = { after: '10 seconds' }
const batches = [1, 2, 3]

events.publish('a', { after: 29 * MINUTE }, {}) // publish a after 1740000
events.publish('b', { after: '1 seconds' }, {}) // publish b after 1000
events.publish('c', options, {}) // publish c after 10000
events.publish('d', { ...options, after: '1 day' }, {}) // publish d after 86400000
events.publish('e', { after: Math.floor(Math.random() * 1000) }, {}) // publish e after ?
batches.map((_, i) => events.publish('f', { after: i * 50 }, {})) // publish f after ?
events.publish('g', { after: new Date(Date.now() + MINUTE) }, {}) // publish g after ?
events.publish('h', { after: '2030-01-01T00:00:00Z' }, {}) // publish h after ?
events.publish('i', {}) // publish i
const after = '5 minutes'
events.publish('j', { after }, {}) // publish j after 300000
events.publish('k', { after: process.env.FAST ? '1 minute' : '1 minute' }, {}) // publish k after 60000

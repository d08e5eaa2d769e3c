import { events } from '@ampt/sdk'

const MINUTE = 60 * 1000
const options = { after: '10 seconds' }
const batches = [1, 2, 3]

events.publish('a', { after: 29 * MINUTE }, {}) // publish a after 1740000
events.publish('b', { after: '1 seconds' }, {}) // publish b after 1000
events.publish('c', options, {}) // publish c after 10000
events.publish('d', { ...options, after: '1 day' }, {}) // publish d after 86400000
events.publish('e', { after: Math.floor(Math.random() * 1000) }, {}) // publish e after 0-999
batches.map((_, i) => events.publish('f', { after: i * 50 }, {})) // publish f after ?
events.publish('g', { after: new Date(Date.now() + MINUTE) }, {}) // publish g after ?
events.publish('h', { after: '2030-01-01T00:00:00Z' }, {}) // publish h after ?
events.publish('i', {}) // publish i
const after = '5 minutes'
events.publish('j', { after }, {}) // publish j after 300000
events.publish('k', { after: process.env.FAST ? '1 minute' : '1 minute' }, {}) // publish k after 60000
events.publish('bits', { after: (1 << 13) | 0 }, {}) // publish bits after 8192
events.publish('shift', { after: ~~(70_000.5 >> 1) }, {}) // publish shift after 35000
events.publish('plus', { after: +'9000' }, {}) // publish plus after 9000
events.publish('number', { after: Number('5000') + parseInt('10', 2) }, {}) // publish number after 5002
events.publish('least', { after: Math.min(...[70_000, Math.pow(10, 4)]) }, {}) // publish least after 10000
events.publish('open', { after: Math.min(5000, ...JSON.parse('[]')) }, {}) // publish open after ?

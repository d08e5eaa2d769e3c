const { events } = require('@ampt/sdk')
const ampt = require('@ampt/sdk')
const { events: second } = ampt
const { publish, on: listen } = events
const direct = require('@ampt/sdk').events

events.publish('required', {}) // publish required
ampt.events.publish('object', {}) // publish object
second.publish('two-step', {}) // publish two-step
publish('destructured', {}) // publish destructured
listen('listened', () => {}) // on listened
direct.publish('direct', {}) // publish direct

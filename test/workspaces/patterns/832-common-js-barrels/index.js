// Folders of CommonJS that hand on what they require, one behind the other.
const { events, task } = require('@ampt/sdk')
const { place } = require('./orders')
const { sweep } = require('./files')

events.on('order.asked', place) // on order.asked runs place
task('sweep', sweep)

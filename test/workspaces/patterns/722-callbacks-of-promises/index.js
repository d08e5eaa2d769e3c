// What makes a promise passes a function of the language: that is none of those that others pass.
const { events } = require('@ampt/sdk')
const { data } = require('@ampt/data')

function save(id, callback) { data.set('x:' + id, {}).then(function (item) { callback(null, item) }) }
function publish(name, body, callback) { events.publish(name, body).then(function () { callback(null) }, callback) } // publish mail in none
function assign(callback) { save(2, function (error) { if (error) return callback(error); callback(null) }) }

require('kit').on('x', function (body, done) { assign(function () { publish('mail', {}, done) }) })
events.on('mail', function () { return new Promise(function (resolve) { save(1, resolve) }) }) // on mail

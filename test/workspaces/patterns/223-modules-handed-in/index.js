// A module in an object of what another file needs.
const express = require('express')
const { http } = require('@ampt/sdk')
const bus = require('./bus')
const app = express()
const deps = { bus }
require('./routes')(app, deps)
bus.listen('order.placed', async () => {})
http.node.use(app)

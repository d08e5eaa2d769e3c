// The examples of Ampt's page on events, each in a file of its own.
import './handle.js'
import './publishFromRoute.js'
import './publishLater.js'

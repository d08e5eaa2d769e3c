// What a file exports is set by assignments in each other, behind a name of its own, or by `Object.assign`.
const { events } = require('@ampt/sdk')
const mailer = require('./mailer')
const names = require('./named')
const { SENT, LEFT, BACK } = require('./copied')
const { STAYED } = require('./left')

events.on(names.MADE, async () => { // on user.made
  await mailer.welcome(1)
  await mailer.send(2)
  await names.tell()
})
events.on(SENT, () => {}) // on user.sent
events.on(LEFT, () => {}) // on user.left
events.on(BACK, () => {}) // on user.back
events.on(STAYED, () => {}) // on user.stayed

const { events } = require('@ampt/sdk')

const self = (module.exports = {
  welcome(id) {
    return events.publish('mail.welcome', { id }) // publish mail.welcome in handler of user.made
  },
  async send(to) {
    await self.log(to)
  },
  log(to) {
    return events.publish('mail.logged', { to }) // publish mail.logged in handler of user.made
  },
})

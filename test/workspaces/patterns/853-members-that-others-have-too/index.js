const { events } = require('@ampt/sdk')

// Methods that are put into others read what these have, though where they come from has that, too.

const sending = {
  topic: 'mail.sent',
  send() {
    return events.publish(this.topic, {}) // publish mail.sent in handler of mail.asked, text.sent in handler of text.asked, push.sent in handler of push.asked
  },
}

const mail = { ...sending }
const text = { ...sending, topic: 'text.sent' }
const push = Object.assign({}, sending, { topic: 'push.sent' })

events.on('mail.asked', () => mail.send()) // on mail.asked
events.on('text.asked', () => text.send()) // on text.asked
events.on('push.asked', () => push.send()) // on push.asked

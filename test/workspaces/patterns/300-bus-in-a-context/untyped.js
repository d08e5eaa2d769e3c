import { AsyncLocalStorage } from 'node:async_hooks'
import { events } from '@ampt/sdk'

// Where no type is written it is told that something is published.
const mailer = { send: (name) => events.publish(name, {}) } // publish mail.known in handler of mail.wanted, mail.sent
const storage = new AsyncLocalStorage()
const useMailer = () => storage.getStore().mailer
events.on('mail.wanted', () => storage.run({ mailer }, async () => { // on mail.wanted
  await mailer.send('mail.known')
  await useMailer().send('mail.sent')
}))

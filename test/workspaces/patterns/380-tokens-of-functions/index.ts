// A function or class that makes symbols makes another in each call.
import { events } from '@ampt/sdk'

class Key {
  readonly id = Symbol()
  constructor(readonly description: string) {}
}
const createToken = (name: string) => Symbol(name)
const token = (name: string) => ({ key: Symbol(name) })
const PAYMENTS = createToken('payments')
const MAILS = createToken('mails')
const SMS = token('sms')
const CHATS = token('chats')
const CALLS = new Key('calls')
const LETTERS = new Key('letters')

const made = new Map<symbol, any>()
const provide = (key: symbol, value: unknown) => made.set(key, value)
const inject = (key: symbol) => {
  if (!made.has(key)) throw new Error('Nothing is bound to it.')
  return made.get(key)
}
provide(PAYMENTS, { run: () => events.publish('paid', {}) }) // publish paid in handler of invoice.due
provide(MAILS, { run: () => events.publish('mailed', {}) }) // publish mailed in handler of mail.queued
provide(SMS.key, { run: () => events.publish('texted', {}) }) // publish texted in handler of text.queued
provide(CHATS.key, { run: () => events.publish('chatted', {}) }) // publish chatted in handler of chat.queued
provide(CALLS.id, { run: () => events.publish('called', {}) }) // publish called in handler of call.queued
provide(LETTERS.id, { run: () => events.publish('posted', {}) }) // publish posted in handler of letter.queued
events.on('invoice.due', () => inject(PAYMENTS).run()) // on invoice.due
events.on('mail.queued', () => inject(MAILS).run()) // on mail.queued
events.on('text.queued', () => inject(SMS.key).run()) // on text.queued
events.on('chat.queued', () => inject(CHATS.key).run()) // on chat.queued
events.on('call.queued', () => inject(CALLS.id).run()) // on call.queued
events.on('letter.queued', () => inject(LETTERS.id).run()) // on letter.queued

// Also where the calls pass the same.
const fresh = () => Symbol()
const [FIRST, SECOND] = [fresh(), fresh()]
provide(FIRST, { run: () => events.publish('first.ran', {}) }) // publish first.ran in handler of first.due
provide(SECOND, { run: () => events.publish('second.ran', {}) }) // publish second.ran in handler of second.due
events.on('first.due', () => inject(FIRST).run()) // on first.due
events.on('second.due', () => inject(SECOND).run()) // on second.due

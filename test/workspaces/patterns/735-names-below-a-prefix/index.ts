// Publishers below a prefix: made as an object, as a function, or of a class.
import { events } from '@ampt/sdk'
import { Scoped } from './scoped'

const withPrefix = (prefix: string) => ({
  publish: (name: string, body: unknown) => events.publish(`${prefix}.${name}`, body), // publish billing.paid in handler of one, shipping.sent in handler of two
})
const emitterOf = (prefix: string) => (name: string, body: unknown) => events.publish(`${prefix}.${name}`, body) // publish users.joined in handler of one, teams.made in handler of two

const emitUser = emitterOf('users')
const shipping = withPrefix('shipping')

events.on('one', async () => { // on one
  await withPrefix('billing').publish('paid', {})
  await emitUser('joined', {})
  await new Scoped('class.a').publish('one', {})
  await new Scoped().within('set').publish('one', {})
})
events.on('two', async () => { // on two
  await shipping.publish('sent', {})
  await emitterOf('teams')('made', {})
  await new Scoped('class.b').publish('two', {})
  await new Scoped('class').below('c').publish('two', {})
})

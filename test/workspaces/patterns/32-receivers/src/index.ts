import { task } from '@ampt/sdk'
import { Bus, Topic } from './bus'
import { Closed, Opened, Post, raise, User } from './model'

const bus = new Bus()
const late = Topic.create('topic.late', { after: '1 hour' })
const now = Topic.create('topic.now')
const bound = bus.bound('bound')
const forTenant = (id: string) => bus.scoped(`tenant.${id}`)

async function one() {
  await late.publish({})
}

async function inner() {
  await now.publish({})
}

bus.on('plain.one', one).on('inner', inner)
task('one', () => bus.publish('plain.one', {}))
task('two', () => new Bus('scope').publish('two', {}))
task('three', () => forTenant(process.env.TENANT!).publish('three', {}))
task('late', () => bus.publish('plain.late', {}, { delay: '1 minute' }))
task('bound', () => bound({}))

task('save user', () => new User().save())
task('save post', async () => {
  await new Post().copy()
})
task('remove post', () => new Post().remove())

task('open', () => raise(new Opened()))
task('close and open', () => raise(new Closed(), new Opened()))

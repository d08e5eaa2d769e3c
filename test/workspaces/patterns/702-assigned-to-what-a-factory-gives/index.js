// What a factory gives is given members where it is made: a call through the name runs them.
import { events } from '@ampt/sdk'

function Table(name) {
  const update = async (row) => { await events.publish(`${name}.updated`, row) } // publish users.updated in handler of users.saved, posts.updated in handler of posts.saved
  return { update }
}

const users = Table('users')
users.updateUser = async (row) => await users.update(row)
users.tell = async () => { await events.publish('users.told', {}) } // publish users.told in handler of users.saved
async function save(row) { await users.updateUser(row) }

const posts = Table('posts')
posts.tell = async () => { await events.publish('posts.told', {}) } // publish posts.told in handler of posts.saved

function make() { return {} }
const mails = make()
mails.send = async () => { await events.publish('mails.sent', {}) } // publish mails.sent in handler of mails.saved

events.on('users.saved', async ({ body }) => { // on users.saved
  await save(body)
  await users.tell()
})
events.on('posts.saved', async ({ body }) => { // on posts.saved
  await posts.update(body)
  await posts.tell()
})
events.on('mails.saved', () => mails.send()) // on mails.saved

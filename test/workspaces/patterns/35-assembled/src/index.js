'use strict'

const { events, task } = require('@ampt/sdk')
const fire = require('./fire')
const { Post, User } = require('./models')

const handlers = Object.assign({}, require('./users'), require('./posts'))

Object.keys(handlers).forEach((name) => {
  events.on(name, handlers[name]) // on user.created runs welcome, user.tip runs tip, user.seen runs seen, post.made runs onMade
})

const topics = Object.fromEntries(
  ['a', 'b'].map((name) => [name, { publish: (body) => events.publish(`topic.${name}`, body) }]), // publish topic.a, topic.b
)
topics.a.publish({})
topics.b.publish({})

exports.relay = function relay() {}
events.on('relayed', exports.relay) // on relayed runs relay

fire('fired.one', {})
fire('fired.two', {})
fire.all('fired.all', {})
task('users', () => User.upsert({}))
task('posts', () => Post.upsert({}))

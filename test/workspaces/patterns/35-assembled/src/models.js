'use strict'

const { events } = require('@ampt/sdk')

class Base {
  static async upsert(doc) {
    await events.publish(`${this.collection}.${this.verb}`, doc) // publish users.changed in task users, posts.edited in task posts
  }

  static get verb() {
    return 'changed'
  }
}

class User extends Base {}
User.collection = 'users'

class Post extends Base {
  static collection = 'posts'

  static get verb() {
    return 'edited'
  }
}

module.exports = { User, Post }

import { events } from '@ampt/sdk'

abstract class Model {
  abstract object: string
  constructor(protected bus = events) {}
  save() {
    return this.bus.publish(`${this.object}.updated`, {}) // publish post.updated, user.updated
  }
  get removed() {
    return `${this.object}.removed`
  }
}
export class User extends Model {
  object = 'user'
  remove() {
    return events.publish(this.removed, {}) // publish user.removed
  }
}
export class Post extends Model {
  object = 'post'
}

export class Service {
  #bus = events
  private readonly name = 'service.ran'
  constructor(private readonly sdk: typeof events, readonly topic: string) {}
  run() {
    this.#bus.publish(this.name, {}) // publish service.ran
    this.sdk.publish(this.topic, {}) // publish service.topic
  }
}
new Service(events, 'service.topic').run()

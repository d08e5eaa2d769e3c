import { events } from '@ampt/sdk'

abstract class Model {
  protected abstract readonly entity: string

  async save() {
    await this.announce('saved')
    return this
  }

  async remove() {
    await this.announce('removed')
  }

  private announce(verb: 'saved' | 'removed') {
    return events.publish(`${this.entity}.${verb}`, {}) // publish user.saved in task save user, post.saved in task save post, post.removed in task remove post
  }
}

export class User extends Model {
  protected readonly entity = 'user'
}

export class Post extends Model {
  protected get entity() {
    return 'post'
  }

  copy() {
    return new Post().save()
  }
}

abstract class Happening {
  abstract readonly type: string
}

export class Opened extends Happening {
  readonly type = 'opened'
}

export class Closed extends Happening {
  readonly type = 'closed'
}

/** `...all` holds what each call of it passes. */
export async function raise(...all: Happening[]) {
  await Promise.all(all.map((one) => events.publish(one.type, {}))) // publish opened in task open, task close and open, closed in task close and open
}

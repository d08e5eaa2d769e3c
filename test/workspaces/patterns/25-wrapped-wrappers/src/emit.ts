import { events } from '@ampt/sdk'

export const emit = (name: string) => events.publish(name, {}) // publish each.a, each.b, user.joined, user.left
export const emitAll = () => ['each.a', 'each.b'].forEach(emit)

import { events } from '@ampt/sdk'

export async function invite() {
  await events.publish('user.invited', {}) // publish user.invited in PUT /users
}
export async function DELETE() {
  await events.publish('user.removed', {}) // publish user.removed in DELETE /users
}

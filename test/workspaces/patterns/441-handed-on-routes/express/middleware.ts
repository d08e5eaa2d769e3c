import { events } from '@ampt/sdk'

export async function middleware() {
  await events.publish('request.passed', {}) // publish request.passed in none
}

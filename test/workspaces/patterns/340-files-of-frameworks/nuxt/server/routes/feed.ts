import { defineCachedEventHandler } from 'nitropack/runtime'
import { events } from '@ampt/sdk'

const feed = async () => {
  await events.publish('feed.read', {}) // publish feed.read in ALL /feed
}
export default defineCachedEventHandler(feed, { maxAge: 60 })

// No file of Nitro: nothing tells who runs this.
import { events } from '@ampt/sdk'

export default async function own() {
  await events.publish('own.called', {}) // publish own.called in none
}

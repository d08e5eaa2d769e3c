import { events } from '@ampt/sdk'

// Delays that may not be there.
const { SLOW } = process.env
events.publish('and', { after: SLOW && '1 hour' }, {}) // publish and after ?
events.publish('and.options', SLOW && { after: 1000 }, {}) // publish and.options after ?
events.publish('and.spread', { ...(SLOW && { after: 1000 }) }, {}) // publish and.spread after ?
events.publish('surely', { ...(true && { after: 1000 }) }, {}) // publish surely after 1000
const options: { after?: string } = { after: '1 hour' }
delete options.after
events.publish('deleted', options, {}) // publish deleted after ?
const message = ['spread', { after: 1000 }, {}] as const
events.publish(...message) // publish spread after 1000
const short = ['spread.short', {}] as const
events.publish(...short) // publish spread.short

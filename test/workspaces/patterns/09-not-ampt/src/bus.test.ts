import { events } from '@ampt/sdk'
events.publish('only in a test', {})

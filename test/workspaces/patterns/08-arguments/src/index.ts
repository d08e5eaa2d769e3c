import { events } from '@ampt/sdk'
import userEvents from './users'
import { register } from './orders'

userEvents(events)
register({ events, log: console.log })
for (const plug of [userEvents]) plug(events)

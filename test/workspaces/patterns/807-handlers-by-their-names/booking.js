import { events } from '@ampt/sdk'
import { command } from './commands'

command('book', async ({ id }) => {
  await events.publish('appointment.booked', { id }) // publish appointment.booked in POST /appointments
})

command('cancel', async ({ id }) => {
  await events.publish('appointment.cancelled', { id }) // publish appointment.cancelled in DELETE /appointments/:id
})

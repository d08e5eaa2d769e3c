import { events } from '@ampt/sdk'
import { job, keptFor, Message, message, Note } from './message'

events.on('one', () => new Message().to('chained').send({})) // on one
events.on('two', () => new Message().to('later').after('5 minutes').send({})) // on two
events.on('three', async () => { // on three
  await job().to('made').send({})
  await message('made.late').after('1 minute').send({})
})
events.on('four', async () => { // on four
  const kept = new Message().to('kept')
  const late = message('kept.late').after('1 hour')
  await kept.send({})
  await late.send({})
})
events.on('five', async () => { // on five
  const step = job()
  step.to('two.step')
  step.after('2 hours')
  await step.send({})
})
events.on('chained', () => {}) // on chained
events.on('six', () => new Note().about('note.six').send()) // on six
events.on('seven', () => new Note().urgent().send()) // on seven
events.on('eight', async () => { // on eight
  keptFor('a').to('kept.elsewhere')
})
events.on('nine', async () => { // on nine
  await keptFor('a').send({})
})

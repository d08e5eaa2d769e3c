import { events } from '@ampt/sdk'
import { Job, Letter, Loaded, Pump, Row } from './job'
import { config, names, Settings, state } from './settings'
import { hurry, relabel } from './fill'
import './boot'

events.on('start', async ({ body }) => { // on start
  const job = new Job()
  job.topic = 'job.ready'
  job.after = '2 minutes'
  relabel([job], body.label)
  await job.emit()
  await new Row({ topic: 'row.read' }).emit()
  await new Loaded(body).emit()
  const pump = new Pump()
  pump.start()
  await pump.emit()
  await new Letter().withTopic('letter.sent').send()
  await new Letter().withTopic('letter.kept').in('2 days').send()
})

events.on('load', async ({ body }) => { // on load
  await events.publish(Settings.topic, {}) // publish settings.first, settings.second
  await events.publish(Settings.fixed, {}) // publish settings.fixed
  await events.publish(config.topic, {}) // publish config.first, config.second
  await events.publish(config.other, {}) // publish config.other
  await events.publish(config.nested.topic, {}) // publish nested.first, nested.second
  await events.publish(`${config.prefix}.done`, {}) // publish config.done, *.done
  await events.publish(state.topic, {}) // publish state.first, state.second
  await events.publish(state.quiet, {}) // publish state.quiet
  await events.publish(names.topic, {}) // publish names.topic
  // What is read from elsewhere is another object, whatever its members are called.
  const row = await (await fetch(body.url)).json()
  row.quiet = row.kept = row.other = body.name
})

// Options that are filled by others have no delay that is told, all others that of their literal.
events.on('later', async ({ body }) => { // on later
  const options: { after?: string } = {}
  if (body.isLate) options.after = '1 day'
  await events.publish('late', options, {}) // publish late after ?
  const hurried = { after: '1 hour' }
  hurry(hurried)
  await events.publish('hurried', hurried, {}) // publish hurried after ?
  const copied = { after: '0 days' }
  Object.assign(copied, body.options)
  await events.publish('copied', copied, {}) // publish copied after ?
  const made = Object.assign({}, { after: '1 day' })
  made.after = '1 minute'
  await events.publish('made', made, {}) // publish made after 60000
  const counted = { after: 1000 }
  ;[counted.after] = body.delays
  await events.publish('counted', counted, {}) // publish counted after ?
  const plain = { after: '1 hour' }
  await events.publish('plain', plain, {}) // publish plain after 3600000
})

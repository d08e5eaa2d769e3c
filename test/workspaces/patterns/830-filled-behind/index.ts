// What statements behind an object give it before anything else names it, it has from the start; not what a condition gives, or what comes later.
import { events } from '@ampt/sdk'

const slow: { timeout?: number } = {}
slow.timeout = 30_000
events.on('report.asked', slow, async ({ body }) => { // on report.asked timeout 30000
  const options: Record<string, unknown> = { after: '1 day' }
  const id = body.id
  options['after'] = '5 minutes'
  await events.publish('report.due', options, { id }) // publish report.due after 300000 in handler of report.asked
})
events.on('report.due', async ({ body }) => { // on report.due
  const options: { after?: string } = {}
  if (body.isLate) options.after = '1 hour'
  await events.publish('report.sent', options, body) // publish report.sent after ? in handler of report.due
})
events.on('report.sent', async ({ body }) => { // on report.sent
  const options: { after?: string } = {}
  options.after = '10 seconds'
  await events.publish('report.read', options, body) // publish report.read after ? in handler of report.sent
  options.after = '20 seconds'
  await events.publish('report.filed', options, body) // publish report.filed after ? in handler of report.sent
})
events.on('report.read', async ({ body }) => { // on report.read
  const message: any = {}
  message.topic = body.isGood ? 'report.praised' : 'report.blamed'
  await events.publish(message.topic, body) // publish report.praised in handler of report.read, report.blamed in handler of report.read
})

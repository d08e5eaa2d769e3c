import { events, schedule, task, ws } from '@ampt/sdk'
import { data } from '@ampt/data'
import { schedule as cloudSchedule } from '@serverless/cloud'

const tasks = (() => {
  const test = task('test', { timeout: 1000 }, async () => {
    await events.publish('requeue-task', {}) // publish requeue-task in task test
  })
  return { test: () => test.run({}) } // starts test in handler of requeue-task
})()
events.on('requeue-task', async () => { // on requeue-task
  await tasks.test()
})
schedule('sweep').every('1 hour', () => events.publish('swept', {})) // publish swept times 1 in schedule sweep
cloudSchedule.every('30 minutes', { timeout: 1 }, async () => {
  await events.publish('half-hour', {}) // publish half-hour in schedule every 30 minutes
})
data.on(['created', 'updated'], async ({ item }: any) => {
  events.publish('changed', item) // publish changed in data listener created|updated
})
class Row {
  static prefix = 'row'
  static onCreated({ item }: any) {
    return events.publish('row.created', item) // publish row.created in data listener created:row:*
  }
}
data.on(`created:${Row.prefix}:*`, { timeout: 10_000 }, Row.onCreated)
ws.on('message', async (connection: any, message: any) => {
  await events.publish('said', { message, id: connection.connectionId }) // publish said in WebSocket message
})

import { data } from '@ampt/data'
import { events, task } from '@ampt/sdk'

export const requeue = (() => {
  // An option that the SDK does not know.
  const work = task('requeue', { timeout: 1000, maxRetries: 3 } as { timeout: number }, async () => {
    const { n } = (await data.add('requeued', 'n', 1)) as { n: number }
    if (n < 3) await events.publish('requeue-task', { after: '10 seconds' }, { n })
  })
  return { again: () => work.run({}) }
})()

// A wrapper that gives Ampt what each of its callers passes.
import { events, schedule, task } from '@ampt/sdk'

interface Job {
  name: string
  every?: string
  run: () => Promise<unknown>
}

function defineJob({ name, every, run }: Job) {
  return {
    name,
    start() {
      if (every) schedule(name).every(every, run)
      else task(name, { timeout: 60_000 }, run)
    },
  }
}

export const beat = defineJob({
  name: 'beat',
  every: '10 minutes',
  run: () => events.publish('beaten', {}), // publish beaten in schedule beat
})
export const close = defineJob({
  name: 'close',
  async run() {
    await events.publish('closed', {}) // publish closed in task close
  },
})

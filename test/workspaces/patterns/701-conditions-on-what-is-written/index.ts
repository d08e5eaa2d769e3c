// A condition on a field holds or fails where nobody writes to it; else the code may come to what it guards.
import { events } from '@ampt/sdk'
import { prepare } from './prepare'

interface Job { tries: number; isDone: boolean; isDull: boolean }

async function finish(job: Job, name: string) {
  if (job.isDone) await events.publish(name, {}) // publish job.done in handler of start
  if (job.tries > 3) await events.publish(`${name}.late`, {}) // publish job.done.late in handler of start
  if (job.isDull) await events.publish(`${name}.dull`, {}) // publish other.dull in handler of other
}

async function work(job: Job) {
  while (job.tries < 4 && !job.isDone) job.tries++
  prepare(job)
}

events.on('start', async () => { // on start
  const job: Job = { tries: 0, isDone: false, isDull: false }
  await work(job)
  await finish(job, 'job.done')
})
events.on('other', async () => { // on other
  await finish({ tries: 0, isDone: false, isDull: true }, 'other')
})

class Feature {
  isOn = false
  retries = 0
  readonly isSealed = false
  isQuiet = false
  async tell(name: string) {
    if (this.isOn) await events.publish(`${name}.on`, {}) // publish feature.on in handler of switch
    if (this.retries > 3) await events.publish(`${name}.failed`, {}) // publish feature.failed in handler of switch
  }
}

async function tellOf(feature: Feature, name: string) {
  if (feature.isOn) await events.publish(`${name}.told`, {}) // publish feature.told in handler of switch
}

async function tellSealed(feature: { isSealed: boolean }, name: string) {
  if (feature.isSealed) await events.publish(`${name}.sealed`, {}) // publish open.sealed in handler of switch
}

async function tellQuiet(feature: { isQuiet: boolean }, name: string) {
  if (feature.isQuiet) await events.publish(`${name}.quiet`, {}) // publish quiet.quiet in handler of switch
}

events.on('switch', async ({ body }) => { // on switch
  const feature = new Feature()
  feature.isOn = body.isOn
  feature.retries++
  await feature.tell('feature')
  await tellOf(feature, 'feature')
  await tellSealed(feature, 'feature')
  await tellSealed({ isSealed: true }, 'open')
  await tellQuiet(feature, 'feature')
  await tellQuiet({ isQuiet: true }, 'quiet')
})

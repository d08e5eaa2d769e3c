// Which of several tasks a call starts, its callers tell, the item of a walk, or nobody: then it may be any.
import { events, http, task } from '@ampt/sdk'
import express from 'express'

const sync = task('sync', async () => { await events.publish('synced', {}) }) // publish synced in task sync
const clean = task('clean', async () => { await events.publish('cleaned', {}) }) // publish cleaned in task clean
const tasks = { sync, clean }

const start = (name: keyof typeof tasks) => tasks[name].run({}) // starts clean in handler of synced
events.on('synced', async () => { await start('clean') }) // on synced runs none

class Runner {
  constructor(private readonly all: typeof tasks) {}
  start(name: keyof typeof tasks) {
    return this.all[name].run({}) // starts sync in handler of cleaned
  }
}
const runner = new Runner(tasks)
events.on('cleaned', async () => { await runner.start('sync') }) // on cleaned runs none

events.on('nightly', async () => { // on nightly
  await Promise.all([sync, clean].map((one) => one.run({}))) // starts sync in handler of nightly, clean in handler of nightly
})
events.on('full', async ({ body }) => { // on full
  const one = body.full ? sync : clean
  await one.run('1 minute', {}) // starts sync in handler of full, clean in handler of full
})

const app = express()
app.post('/jobs/:name', async (request, response) => {
  await tasks[request.params.name as keyof typeof tasks].run({}) // starts sync in POST /jobs/:name, clean in POST /jobs/:name
  response.end()
})
http.node.use(app)

// A factory makes one for each of its calls.
function job(name: string, rate: string, run: () => Promise<unknown>) {
  const made = task(`job-${name}`, run)
  made.every(rate) // starts job-bill in schedule every 1 day, job-mail in schedule every 1 hour
  return made
}
const bill = job('bill', '1 day', async () => { await events.publish('billed', {}) }) // publish billed in task job-bill
job('mail', '1 hour', () => bill.run({})) // starts job-bill in task job-mail

const work = async (one: typeof sync) => { await one.run({}) } // starts sync in handler of a, clean in handler of b
events.on('a', () => work(sync)) // on a
events.on('b', () => work(clean)) // on b

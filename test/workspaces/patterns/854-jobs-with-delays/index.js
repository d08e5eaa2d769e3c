const { events } = require('@ampt/sdk')

// Jobs that are run again later, each after a delay that a function of its own makes.
const linear = (seconds) => (attempt) => attempt * seconds * 1000
const fixed = (text) => () => text

const jobs = {
  mail: { backoff: linear(30), handler: async () => {} },
  print: { backoff: fixed('5 minutes'), handler: async () => {} },
}

function enqueue(name, body, delay) {
  if (delay) {
    return events.publish(name, { after: delay }, body) // publish mail after ? in handler of mail, print after 300000 in handler of print
  }
  return events.publish(name, body)
}

function consume(name, run) {
  return events.on(name, run) // on mail, print
}

function runner(name, job) {
  return async (event) => {
    const attempt = (event.body.attempt || 0) + 1
    try {
      await job.handler(event.body)
    } catch (err) {
      await enqueue(name, { attempt }, job.backoff(attempt))
    }
  }
}

for (const [name, job] of Object.entries(jobs)) {
  consume(name, runner(name, job))
}

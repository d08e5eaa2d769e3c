const { events } = require('@ampt/sdk')

// What a module does not export is not there.
const jobs = { mail: require('./jobs/mail'), print: require('./jobs/print'), clean: require('./jobs/clean'), scan: require('./jobs/scan') }
jobs.scan.retries = 2

for (const [name, job] of Object.entries(jobs)) {
  events.on(name, async ({ body }) => { // on mail, print, clean, scan
    await job.handler(body)
    if (!job.retries) return
    await events.publish(name, { after: '1 minute' }, body) // publish mail after 60000, scan after 60000
  })
}

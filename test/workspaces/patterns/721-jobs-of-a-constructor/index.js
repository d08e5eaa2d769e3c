// A table that a constructor makes, and a method fills by key.
const { events, task } = require('@ampt/sdk')

class Runner {
  constructor() {
    this.jobs = {}
  }
  define(name, run) {
    this.jobs[name] = { run }
    return this
  }
  start() {
    Object.keys(this.jobs).forEach((name) => events.on('job:' + name, (event) => this.jobs[name].run(event))) // on job:mail, job:report
  }
}

function Queue() {
  this.queues = {}
}
Queue.prototype.define = function (name, run) {
  this.queues[name] = { run }
  return this
}
Queue.prototype.start = function () {
  const self = this
  Object.keys(self.queues).forEach((name) => events.on('queue:' + name, (event) => self.queues[name].run(event))) // on queue:fast, queue:slow
}

new Runner().define('mail', async () => {}).define('report', async () => {}).start()
new Queue().define('fast', async () => {}).define('slow', async () => {}).start()

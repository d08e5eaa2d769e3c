// Buckets, tables, sockets and schedules come to the functions that register on them as arguments.
import { events, http, schedule, storage, task, ws, type Task } from '@ampt/sdk'
import { data } from '@ampt/data'
import { watch } from './watch'

const sweep = task('sweep', async () => { await events.publish('swept', {}) }) // publish swept in task sweep

watch({ bucket: storage('images'), data, ws, nightly: schedule('nightly'), schedule })

class Cleaner {
  constructor(private readonly sweep: Task) {}
  async clean() {
    await this.sweep.run({}) // starts sweep in handler of dirty
  }
}
const cleaner = new Cleaner(sweep)
events.on('dirty', async () => { await cleaner.clean() }) // on dirty runs none

function serve(web: typeof http) {
  web.node.use('/ping', () => events.publish('pinged', {})) // publish pinged in ALL /ping/*
}
serve(http)

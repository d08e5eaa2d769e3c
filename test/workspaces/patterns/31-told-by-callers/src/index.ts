import { events, task } from '@ampt/sdk'
import { on, publish } from '@ampt/sdk/events'
import { data } from '@ampt/data'

type Status = 'paid' | 'sent' | 'lost' | 'open'

function eventFor(status: Status): string | undefined {
  switch (status) {
    case 'paid':
      return 'order.paid'
    case 'sent':
    case 'lost':
      return 'order.left'
    default:
      return undefined
  }
}

async function move(id: string, to: Status) {
  const name = eventFor(to)
  if (name) await events.publish(name, { id }) // publish order.paid in task pay, order.left in task send, task write off
}

task('pay', () => move('1', 'paid'))
task('send', () => move('1', 'sent'))
task('write off', () => move('1', 'lost'))
task('reopen', () => move('1', 'open'))

const steps = ['1 hour', '6 hours']
function remind(name: string, after?: string) {
  if (after === undefined) return events.publish(name, {}) // publish reminded.once
  return events.publish(name, { after }, {}) // publish reminded.often after ?
}
remind('reminded.once')
remind('reminded.often', steps[Number(process.env.STEP)])

// A name and what it is published by are of the same item.
for (const kind of ['created', 'updated']) {
  data.on(`${kind}:comment:*`, () => publish(`comment.${kind}`, {})) // publish comment.created in data listener created:comment:*, comment.updated in data listener updated:comment:*
}
on('comment.created', () => {}) // on comment.created

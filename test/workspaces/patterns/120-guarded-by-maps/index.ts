// A map that is asked first whether a name is there: that a call puts it in says nothing of what that call finds.
import { events } from '@ampt/sdk'

type Run = (event: { body: unknown }) => unknown

const lists = new Map<string, Run[]>()
function on(name: string, run: Run) {
  const list = lists.get(name)
  if (list) {
    list.push(run)
    return
  }
  lists.set(name, [run])
  events.on(name, run) // on user.joined runs onJoined, mail.sent runs onMail
}
on('user.joined', onJoined)
on('mail.sent', onMail)
async function onJoined({ body }: { body: unknown }) {
  await events.publish('mail.sent', body) // publish mail.sent in handler of user.joined
}
function onMail() {}

class Hub {
  private readonly known = new Map<string, Set<Run>>()
  subscribe(name: string, run: Run) {
    let all = this.known.get(name)
    if (!all) {
      all = new Set()
      this.known.set(name, all)
      events.on(name, run) // on order.placed runs onPlaced
    }
    all.add(run)
  }
}
new Hub().subscribe('order.placed', onPlaced)
function onPlaced() {}

const sent = new Map<string, boolean>()
async function once(name: string) {
  if (sent.get(name) === true) return
  sent.set(name, true)
  await events.publish(name, {}) // publish order.placed
}
export const place = () => once('order.placed')

// What the file itself sets is there before anybody asks.
const delays = new Map<string, string>()
delays.set('reminder', '5 minutes')
export const remind = () => events.publish('reminder', { after: delays.get('reminder')! }, {}) // publish reminder after 300000

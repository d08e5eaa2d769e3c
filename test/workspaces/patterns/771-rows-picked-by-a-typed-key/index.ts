// A key of which the type lists the values picks one row: what is taken out of it stays together, also behind what is called with it.
import { events, task } from '@ampt/sdk'

type Kind = 'heat' | 'damp' | 'door'
const RULES: Record<Kind, { alert: string; after?: string }> = {
  heat: { alert: 'hot' },
  damp: { alert: 'wet', after: '10 minutes' },
  door: { alert: 'open', after: '30 seconds' },
}

const scope = (of: string) => ({
  emit: (name: string, body: object) => events.publish(`${of}.${name}`, body), // publish labs.hot in task readings
  emitLater: (name: string, after: string, body: object) => events.publish(`${of}.${name}`, { after }, body), // publish labs.wet after 600000 in task readings, labs.open after 30000 in task readings
})
const labs = scope('labs')

task('readings', async ({ body }: { body: { readings: { kind: Kind }[] } }) => {
  for (const { kind } of body.readings) {
    const rule = RULES[kind]
    if (rule.after) await labs.emitLater(rule.alert, rule.after, {})
    else await labs.emit(rule.alert, {})
  }
})

task('reading', async ({ body }: { body: { kind: Kind } }) => {
  const rule = RULES[body.kind]
  if (rule.after === undefined) return
  await events.publish(`late.${rule.alert}`, { after: rule.after }, {}) // publish late.wet after 600000, late.open after 30000
})

// What an object is made with hangs on a row, too: what it records is published all the same.
const PLANS = { starter: { id: 'starter', trialDays: 14 }, scale: { id: 'scale', trialDays: 0 } }
interface Recorded {
  type: string
}
class Subscription {
  private pending: Recorded[] = []
  constructor(readonly state: string) {}
  static start(plan: { id: string; trialDays: number }) {
    const started = new Subscription(plan.trialDays > 0 ? 'trialing' : 'active')
    started.record({ type: 'subscription.started' })
    return started
  }
  end() {
    this.record({ type: 'subscription.ended' })
  }
  private record(event: Recorded) {
    this.pending.push(event)
  }
  pull() {
    return this.pending.splice(0)
  }
}
class UnitOfWork {
  private readonly tracked = new Set<Subscription>()
  track(one: Subscription) {
    this.tracked.add(one)
    return one
  }
  async commit() {
    for (const one of this.tracked) for (const event of one.pull()) await events.publish(event.type, {}) // publish subscription.started in task start, subscription.ended in task end
  }
}
async function transact(work: (unit: UnitOfWork) => unknown) {
  const unit = new UnitOfWork()
  await work(unit)
  await unit.commit()
}
task('start', async ({ body }: { body: { plan: string } }) => {
  const plan = PLANS[body.plan as keyof typeof PLANS]
  await transact((unit) => unit.track(Subscription.start(plan)))
})
task('end', () => transact((unit) => unit.track(new Subscription('active')).end()))

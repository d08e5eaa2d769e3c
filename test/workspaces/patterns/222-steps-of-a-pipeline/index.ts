// The step behind another in a list that calls fill is never that one itself: which it is, the order of the calls would tell.
import { events } from '@ampt/sdk'

class Pipeline {
  private readonly steps: { name: string; run: (body: unknown) => Promise<unknown> }[] = []
  step(name: string, run: (body: unknown) => Promise<unknown>) {
    this.steps.push({ name, run })
    return this
  }
  build() {
    this.steps.forEach((step, i) => {
      const next = this.steps[i + 1]
      events.on(step.name, async ({ body }) => { // on order.validate, order.ship
        const result = await step.run(body)
        if (next) await events.publish(next.name, result) // publish ?
      })
    })
  }
}
new Pipeline().step('order.validate', async (body) => body).step('order.ship', async () => {}).build()

// In a list that is written out, the places tell.
const stages = ['picked', 'packed', 'sent']
stages.forEach((stage, i) => {
  const next = stages[i + 1]
  events.on(stage, async () => { // on picked, packed, sent
    if (next !== undefined) await events.publish(next, {}) // publish packed in handler of picked, sent in handler of packed
  })
})

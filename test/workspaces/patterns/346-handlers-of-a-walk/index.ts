// What a walk hands a wrapper is of the item that is at hand: its handler, its delay, and what a condition there lets it come to.
import { events } from '@ampt/sdk'

class Bus {
  publish(name: string, body: object, { delay }: { delay?: string } = {}) {
    if (delay !== undefined) return events.publish(name, { after: delay }, body) // publish step.pay after 3600000 in handler of step.check
    return events.publish(name, body) // publish step.check in handler of started, step.ship in handler of step.pay, all.done in handler of step.ship, paid in handler of step.pay, texted in handler of say.text, each times n in handler of all
  }
  subscribe(name: string, handler: (body: any) => unknown) {
    events.on(name, async ({ body }) => { // on step.check, step.pay, step.ship, started, say.mail, say.text, all
      await handler(body)
    })
    return this
  }
}
const bus = new Bus()
const steps: { name: string; run(): unknown; wait?: string }[] = [
  { name: 'check', run: async () => {} },
  { name: 'pay', run: () => bus.publish('paid', {}), wait: '1 hour' },
  { name: 'ship', run: async () => {} },
]
steps.forEach((step, index) => {
  bus.subscribe(`step.${step.name}`, async (body) => {
    await step.run()
    const next = steps[index + 1]
    if (next) await bus.publish(`step.${next.name}`, body, next.wait ? { delay: next.wait } : {})
    else await bus.publish('all.done', body)
  })
})
bus.subscribe('started', () => bus.publish(`step.${steps[0]!.name}`, {}))

const channels: Record<string, { send(): unknown }> = { mail: { send: async () => {} }, text: { send: () => bus.publish('texted', {}) } }
const deliver = (channel: string) => channels[channel]!.send()
for (const [channel, topic] of Object.entries({ MAIL: 'say.mail', TEXT: 'say.text' })) {
  bus.subscribe(topic, () => deliver(channel.toLowerCase()))
}
bus.subscribe('all', async (ids: string[]) => {
  for (const id of ids) await bus.publish('each', { id })
})

import { events } from '@ampt/sdk'
export function wrap(topic: string, handle: (event: any) => Promise<void>) {
  return async (event: any) => {
    const started = Date.now()
    try {
      await handle(event)
    } catch (error) {
      if (event.attempt > 3) {
        await events.publish(`dead.${topic}`, event.body) // publish dead.order.beta in handler of order.beta, dead.order.placed in handler of order.placed, dead.order.shipped in handler of order.shipped, dead.notify.shipped in handler of notify.shipped, dead.notify.returned in handler of notify.returned, dead.mail.send in handler of mail.send
        return
      }
      throw error
    } finally {
      await metric(`${topic}.ms`, Date.now() - started)
    }
  }
}
async function metric(name: string, value: number) {
  await events.publish('metric', { name, value }) // publish metric
}

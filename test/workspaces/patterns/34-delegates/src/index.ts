// A handler that only hands on what it is given stands for what it hands it to, where the call that registers it tells what that is.
import { events } from '@ampt/sdk'

type Run = (body: unknown) => unknown

const flow: Record<string, { event: string; run: Run }> = {
  offered: { event: 'offered', run: (ticket) => offer(ticket) },
  expired: {
    event: 'expired',
    run(ticket) {
      return ticket
    },
  },
}
function offer(ticket: unknown) {
  return ticket
}
Object.values(flow).forEach(({ event, run }) => {
  events.on(event, ({ body }) => run(body)) // on offered runs run, expired runs run
})

abstract class Subscriber {
  protected abstract readonly topic: string

  register() {
    events.on(this.topic, (event: unknown) => this.execute(event)) // on mailed runs mail
    return this
  }

  private async execute(event: unknown) {
    console.info(event)
    await this.mail(event)
  }

  protected abstract mail(event: unknown): unknown
}

class Mails extends Subscriber {
  protected readonly topic = 'mailed'

  protected mail(event: unknown) {
    return event
  }
}
new Mails().register()

function subscribe(name: string, handler: Run) {
  events.on(name, async (event: unknown) => { // on subscribed runs onSubscribed
    await handler(event)
  })
}
function onSubscribed() {}
subscribe('subscribed', onSubscribed)

events.on('fixed', (event: unknown) => offer(event)) // on fixed runs none

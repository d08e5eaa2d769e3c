// A table of steps, each with its event and what runs: what a step publishes is run by the handler of that step alone.
import { events } from '@ampt/sdk'

type StepName = 'offered' | 'expired' | 'exhausted'
type Ticket = { round: number }

const flow = {
  offered: { event: 'offered', run: (ticket: Ticket) => advance('expired', ticket) },
  expired: {
    event: 'expired',
    run: (ticket: Ticket) => {
      const next: StepName = ticket.round < 3 ? 'offered' : 'exhausted'
      return advance(next, ticket)
    },
  },
  exhausted: { event: 'exhausted', run: async (ticket: Ticket) => console.warn(ticket) },
}

async function advance(step: StepName, ticket: Ticket) {
  const { event } = flow[step]
  await events.publish(event, ticket) // publish expired in handler of offered, offered in handler of expired, exhausted in handler of expired
}

Object.values(flow).forEach(({ event, run }) => {
  events.on(event, ({ body }: { body: Ticket }) => run(body)) // on offered runs run, expired runs run, exhausted runs run
})

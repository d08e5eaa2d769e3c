// The next step of a list or a table is told where the step at hand is the key.
import { events } from '@ampt/sdk'

const STEPS = ['validate', 'charge', 'ship'] as const
type Step = (typeof STEPS)[number]
async function follow(step: Step, body: unknown) {
  const following = STEPS[STEPS.indexOf(step) + 1]
  if (following) await events.publish(following, body) // publish charge in handler of validate, ship in handler of charge
}
for (const step of STEPS) {
  events.on(step, async (event) => { // on validate, charge, ship
    await follow(step, event.body)
  })
}

const NEXT: Record<string, string | undefined> = { draft: 'review', review: 'release' }
async function advance(event: { name: string; body: unknown }) {
  const next = NEXT[event.name]
  if (next) await events.publish(next, event.body) // publish review in handler of draft, release in handler of review
}
events.on('draft', advance) // on draft
events.on('review', advance) // on review
events.on('release', advance) // on release

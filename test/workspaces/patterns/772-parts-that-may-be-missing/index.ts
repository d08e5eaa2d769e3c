// What may be missing of a name is checked before, however its parts are put together; a list is joined as JavaScript does it.
import { events, task } from '@ampt/sdk'

type State = 'pending' | 'active' | 'done'
type Action = 'approve' | 'finish'
const TRANSITIONS: Record<State, Partial<Record<Action, State>>> = { pending: { approve: 'active' }, active: { finish: 'done' }, done: {} }
const given = (...parts: (string | undefined)[]) => parts.filter(Boolean).join('.')
const nameOf = (name: string) => ['order', name].join('.')

task('transition', async ({ body }: { body: { state: State; action: Action } }) => {
  const next = TRANSITIONS[body.state][body.action]
  if (!next) throw new Error('not possible')
  await events.publish(nameOf(next), {}) // publish order.active, order.done
  await events.publish('state.' + next, {}) // publish state.active, state.done
  await events.publish('to.'.concat(next), {}) // publish to.active, to.done
  await events.publish(String.raw`raw.${next}`, {}) // publish raw.active, raw.done
  await events.publish(['empty', undefined, null, 'parts'].join('.'), {}) // publish empty...parts
  await events.publish(given('only', undefined, '', 'given', 'parts'), {}) // publish only.given.parts
  for (const part of [1, 2].map(String)) await events.publish('part.'.concat(part), {}) // publish part.1, part.2
})

import { events, type Event } from '@ampt/sdk'

type Run = (body: unknown) => Promise<unknown>

// Objects that a function makes of the functions that it is handed: each of their methods runs its own.
const define = (name: string, run: Run, fail: Run) => ({
  name,
  run: (event: Event) => run(event.body),
  async fail(event: Event) {
    await fail(event.body)
  },
  rest: async () => {},
})

const joined = define(
  'user.joined',
  async (body) => events.publish('mail.sent', body), // publish mail.sent in handler of user.joined
  async (body) => events.publish('user.lost', body), // publish user.lost in handler of user.joined.failed
)
events.on(joined.name, joined.run) // on user.joined
events.on(`${joined.name}.failed`, joined.fail) // on user.joined.failed
events.on(`${joined.name}.rest`, joined.rest) // on user.joined.rest

const onSent: Run = async (body) => events.publish('user.joined', body) // publish user.joined in handler of mail.sent
const sent = define('mail.sent', onSent, async () => {})
const others = [sent]
others.forEach(({ name, run }) => events.on(name, run)) // on mail.sent

const lost = define('user.lost', async () => {}, async (body) => events.publish('user.found', body)) // publish user.found in handler of user.lost
events.on(lost.name, (event) => lost.fail(event)) // on user.lost

// A walk hands over classes of events with what handles them, of which some is made by calls.
import { events } from '@ampt/sdk'

abstract class Command {
  static readonly type: string
  get type(): string {
    return (this.constructor as typeof Command).type
  }
}
class SendEmail extends Command {
  static override readonly type = 'send-email'
  constructor(
    readonly to: string,
    readonly template: string,
  ) {
    super()
  }
}
const commands = {
  async dispatch(command: Command) {
    await events.publish(`command.${command.type}`, { ...command }) // publish command.send-email in handler of user.joined
  },
}

interface EventClass {
  readonly type: string
  new (payload: { email: string }): { payload: { email: string } }
}
type Handler = (event: { payload: { email: string } }) => Promise<void>
class UserJoined {
  static readonly type = 'user.joined'
  constructor(readonly payload: { email: string }) {}
}
class UserLeft {
  static readonly type = 'user.left'
  constructor(readonly payload: { email: string }) {}
}
class UserRead {
  static readonly type = 'user.read'
  constructor(readonly payload: { email: string }) {}
}

class Bus {
  subscribe(type: EventClass, handle: Handler) {
    events.on(type.type, async ({ body }: any) => { // on user.joined, user.left, user.read
      await handle(new type(body))
    })
  }
}
const mail = (template: string): Handler => async ({ payload }) => commands.dispatch(new SendEmail(payload.email, template))
const policies: { on: EventClass; run: Handler }[] = [
  { on: UserJoined, run: mail('welcome') },
  { on: UserLeft, run: async () => {} },
  { on: UserRead, run: async () => {} },
]
const bus = new Bus()
for (const { on, run } of policies) bus.subscribe(on, run)

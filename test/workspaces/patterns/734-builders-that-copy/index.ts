// Builders that never change: each step makes another object, or another function.
import { events } from '@ampt/sdk'

interface State { readonly topic?: string; readonly after?: string }

class Message {
  constructor(private readonly state: State = {}) {}
  to(topic: string) { return new Message({ ...this.state, topic }) }
  after(after: string) { return new Message({ ...this.state, after }) }
  send(body: unknown) { return events.publish(this.state.topic!, { after: this.state.after }, body) } // publish copied in handler of one, copied.late after 300000 in handler of two
}

const letter = (state: State = {}) => ({
  to: (topic: string) => letter({ ...state, topic }),
  after: (after: string) => letter({ ...state, after }),
  send: (body: unknown) => events.publish(state.topic!, { after: state.after }, body), // publish letter in handler of three, letter.late after 60000 in handler of four
})

class Note {
  topic = ''
  delay?: string
  with(changes: Partial<Note>): Note { return Object.assign(Object.create(Note.prototype), this, changes) }
  to(topic: string) { return this.with({ topic }) }
}

events.on('one', () => new Message().to('copied').send({})) // on one
events.on('two', () => new Message().after('5 minutes').to('copied.late').send({})) // on two
events.on('three', () => letter().to('letter').send({})) // on three
events.on('four', () => letter().to('letter.late').after('1 minute').send({})) // on four

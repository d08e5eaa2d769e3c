// Objects of one class share its methods, and not what these write: each call of `send` publishes what was set on its own object.
import { events } from '@ampt/sdk'

export class Message {
  private topic = 'empty'
  private options: { after?: string } = {}
  to(topic: string) { this.topic = topic; return this }
  after(delay: string) { this.options = { after: delay }; return this }
  send(body: unknown) { return events.publish(this.topic, this.options, body) } // publish chained in handler of one, later after 300000 in handler of two, made in handler of three, made.late after 60000 in handler of three, kept in handler of four, kept.late after 3600000 in handler of four, two.step after 7200000 in handler of five, kept.elsewhere in handler of nine, empty in handler of nine
}

export const job = () => new Message()
export const message = (topic: string) => new Message().to(topic)

// A method that goes on by others of its own, or that takes nothing, tells of its own object, too.
export class Note {
  private topic = 'note.none'
  about(topic: string) { this.set(topic); return this }
  urgent() { this.topic = 'note.urgent'; return this }
  private set(topic: string) { this.topic = topic }
  send() { return events.publish(this.topic, {}) } // publish note.none in handler of six, note.six in handler of six, note.urgent in handler of seven
}

// What one handler keeps, another may have.
const kept = new Map<string, Message>()
export const keptFor = (key: string) => {
  if (!kept.has(key)) kept.set(key, new Message())
  return kept.get(key)!
}

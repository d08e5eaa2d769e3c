// Fields of an object are what they begin with, and what anybody writes to them.
import { events } from '@ampt/sdk'

export class Job {
  topic = 'job.begun'
  after = '1 day'
  kept = 'job.kept'
  readonly sealed = 'job.sealed'
  label = 'job.labelled'
  async emit() {
    await events.publish(this.topic, { after: this.after }, {}) // publish job.begun after ? in handler of start, job.ready after ? in handler of start
    await events.publish(this.kept, {}) // publish job.kept in handler of start
    await events.publish(this.sealed, {}) // publish job.sealed in handler of start
    await events.publish(this.label, {}) // publish job.labelled in handler of start, ?
  }
}

// What a row from elsewhere is copied into may have anything; of what is written there, just that.
export class Row {
  topic = 'row.begun'
  constructor(row: object) { Object.assign(this, row) }
  async emit() { await events.publish(this.topic, {}) } // publish row.begun in handler of start, row.read in handler of start
}

export class Loaded {
  topic = 'loaded.begun'
  after = '1 hour'
  constructor(private readonly row: any) { for (const key in row) this[key] = row[key] }
  async emit() { await events.publish(this.topic, { after: this.after }, {}) } // publish loaded.begun after ? in handler of start, ?
}

// A base begins with one value, a method of a class below gives another; or the other way round.
class Machine {
  topic = 'machine.idle'
  mode = 'mode.none'
  start() { this.topic = 'machine.runs' }
}
export class Pump extends Machine {
  topic = 'pump.off'
  open() { this.mode = 'mode.open' }
  async emit() {
    await events.publish(this.topic, {}) // publish pump.off in handler of start, machine.runs in handler of start
    await events.publish(this.mode, {}) // publish mode.none in handler of start, mode.open in handler of start
  }
}

// Behind the calls of a chain a field has what these gave it; without one to begin with there is none before.
export class Letter {
  private topic = 'letter.none'
  private after?: string
  withTopic(topic: string) { this.topic = topic; return this }
  in(after: string) { this.after = after; return this }
  async send() { await events.publish(this.topic, { after: this.after }, {}) } // publish letter.sent in handler of start, letter.kept after 172800000 in handler of start
}

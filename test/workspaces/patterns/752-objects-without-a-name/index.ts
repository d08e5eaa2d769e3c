import { events } from '@ampt/sdk'

// An object to which nobody gave a name has nothing to publish where that is asked first.
class Job {
  next: string | null = null
  before(next: string) { this.next = next; return this }
  done() { return this.next ? events.publish(this.next, {}) : null } // publish job.next in handler of one
  failed() { if (this.next !== null) return this.tell(this.next) }
  private tell(name: string) { return events.publish(name, {}) } // publish job.failed in handler of three
}

events.on('one', () => new Job().before('job.next').done()) // on one
events.on('two', () => new Job().done()) // on two
events.on('three', () => new Job().before('job.failed').failed()) // on three
events.on('four', () => new Job().failed()) // on four

// What is not asked for may be there: who gives it is not told.
class Task {
  next: string | null = null
  before(next: string) { this.next = next; return this }
  done() { return events.publish(this.next!, {}) } // publish task.next in handler of five, ?
}

events.on('five', () => new Task().before('task.next').done()) // on five
events.on('six', () => new Task().done()) // on six

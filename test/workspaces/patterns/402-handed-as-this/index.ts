// An object that hands itself to the handler: which of them that is, is not told.
import { events } from '@ampt/sdk'
import { api } from '@ampt/api'

class Queue {
  constructor(private readonly name: string) {}
  add(job: object) {
    return events.publish(this.name, job) // publish ?, mails in POST /mails
  }
  process(handler: (job: object, queue: Queue) => Promise<unknown>) {
    events.on(this.name, async ({ body }) => handler(body as object, this)) // on thumbs, mails
  }
}
const [thumbs, mails] = [new Queue('thumbs'), new Queue('mails')]
thumbs.process((job, queue) => queue.add(job))
mails.process(async () => {})
api('main').router('/mails').post('/', () => mails.add({}))

import { events } from '@ampt/sdk'

// Functions that run without a call.
function sql(parts: TemplateStringsArray, ...values: unknown[]) {
  return events.publish('query.sent', { parts, values }) // publish query.sent in handler of ask
}
class Mail {
  get sent() {
    void events.publish('mail.read', {}) // publish mail.read in handler of read
    return 1
  }
  set title(title: string) {
    void events.publish('mail.titled', { title }) // publish mail.titled in handler of title
  }
  set unused(title: string) {
    void events.publish('mail.unused', { title }) // publish mail.unused in none
  }
}
const mail = new Mail()
events.on('ask', async () => sql`select ${1}`) // on ask
events.on('read', async () => mail.sent) // on read
events.on('title', async () => void (mail.title = 'x')) // on title

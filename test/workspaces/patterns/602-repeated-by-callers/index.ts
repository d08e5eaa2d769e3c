// What publishes is repeated where the call of it is; not where only what registers the handler is.
import { events } from '@ampt/sdk'

const defineEvent = (name: string) => ({ name, publish: (body: object) => events.publish(name, body) }) // publish photo.removed times n in handler of gallery.deleted, gallery.closed times 1 in handler of gallery.deleted
const removed = defineEvent('photo.removed')
const closed = defineEvent('gallery.closed')
events.on('gallery.deleted', async ({ body }) => { // on gallery.deleted
  for (const photo of body.photos) await removed.publish({ photo })
  await closed.publish(body)
})

class Topic {
  constructor(private readonly name: string) {}
  publish(body: object) { return events.publish(this.name, body) } // publish photo.added times n in handler of album.copied
}
const added = new Topic('photo.added')
events.on('album.copied', async ({ body }) => { await Promise.all(body.photos.map((photo: unknown) => added.publish({ photo }))) }) // on album.copied

const bus = { publish: (name: string, body: object) => events.publish(name, body) } // publish mail.sent times 1 in handler of mail.queued, paid times n in handler of relayed, late times n in handler of relayed
const mails = (given: typeof bus) => {
  events.on('mail.queued', async ({ body }) => { await given.publish('mail.sent', body) }) // on mail.queued
}
;[mails].forEach((register) => register(bus))

const definitions = [{ name: 'paid' }, { name: 'late' }]
events.on('relayed', async ({ body }) => { // on relayed
  for (const record of body.records) {
    const definition = definitions.find(({ name }) => name === record.name)
    if (definition) await bus.publish(definition.name, record)
  }
})

// What was handed to one call of a maker calls what another call of it made: each runs with its own.
import { events, http } from '@ampt/sdk'
import express from 'express'

interface Options {
  name: string
  handle: (body: any) => Promise<unknown>
  failed?: (body: any) => Promise<unknown>
}

const createQueue = (options: Options) => {
  events.on(options.name, async (event: any) => await options.handle(event.body)) // on thumbs, mails
  return {
    add: (job: object) => events.publish(options.name, job), // publish thumbs in POST /carts, mails in handler of thumbs
  }
}
const mails = createQueue({ name: 'mails', handle: async () => {} })
const thumbs = createQueue({ name: 'thumbs', handle: async ({ key }) => await mails.add({ key }) })

class Queue {
  constructor(private readonly options: Options) {
    events.on(options.name, async ({ body }: any) => { // on orders, dead
      try {
        await this.options.handle(body)
      } catch {
        await this.options.failed?.(body)
      }
    })
  }
  async add(job: object) {
    await events.publish(this.options.name, job) // publish orders in POST /carts, dead in handler of orders
  }
}
const dead = new Queue({ name: 'dead', handle: async () => {} })
const orders = new Queue({ name: 'orders', handle: async () => {}, failed: async (body) => await dead.add(body) })

const createService = (name: string, hooks: { created?: (body: any) => Promise<unknown> } = {}) => ({
  async create(body: any) {
    await events.publish(`${name}.created`, body) // publish note.created in POST /carts, POST /notes, cart.created in POST /carts
    await hooks.created?.(body)
  },
})
const notes = createService('note')
const carts = createService('cart', { created: (body) => notes.create(body) })

const app = express()
app.post('/carts', async (request, response) => {
  await carts.create(request.body)
  await thumbs.add({})
  await orders.add({})
  response.end()
})
app.post('/notes', async (request, response) => {
  await notes.create(request.body)
  response.end()
})
http.node.use(app)

// What one route gathers on an object that is loaded, another that is wrapped alike does not publish.
import { events, http } from '@ampt/sdk'
import { data } from '@ampt/data'
import express, { type Request, type RequestHandler } from 'express'

class Order {
  private readonly raised: { topic: string; body: object }[] = []
  private constructor(readonly id: string) {}
  static from(row: any) {
    return new Order(row.id)
  }
  cancel(reason: string) {
    this.raised.push({ topic: 'order.cancelled', body: { reason } })
  }
  confirm() {
    this.raised.push({ topic: 'order.confirmed', body: {} })
  }
  pack(part: number, parts: number) {
    this.raised.push({ topic: 'part.packed', body: { part } })
    if (part === parts) this.raised.push({ topic: 'order.packed', body: {} })
  }
  take() {
    return this.raised.splice(0)
  }
}
const load = async (id: string) => Order.from(await data.get(`order:${id}`))
const save = async (order: Order) => {
  for (const { topic, body } of order.take()) await events.publish(topic, body) // publish order.cancelled in DELETE /orders/:id, order.confirmed in POST /orders/:id, part.packed in PUT /orders/:id, order.packed in PUT /orders/:id
}

const wrap = (run: (request: Request) => Promise<unknown>): RequestHandler => {
  return (request, response, next) => {
    run(request).then(() => response.end(), next)
  }
}
class Controller {
  cancel = async (request: Request) => {
    const order = await load(request.params.id)
    order.cancel(request.body.reason)
    await save(order)
  }
  confirm = async (request: Request) => {
    const order = await load(request.params.id)
    order.confirm()
    await save(order)
  }
  async pack(request: Request) {
    const order = await load(request.params.id)
    order.pack(Number(request.body.part), 3)
    await save(order)
  }
}
const controller = new Controller()
const app = express()
app.delete('/orders/:id', wrap(controller.cancel))
app.post('/orders/:id', wrap(controller.confirm))
app.put('/orders/:id', wrap((request) => controller.pack(request)))
http.node.use(app)

import { events } from '@ampt/sdk'
import { handlersOf, LISTENERS, queueOf, type Kept } from './decorators'
import './rates'
import { Billing, Mails, Parcels, Returns, Stock, Texts, Transfers } from './services'

type Service = object & Record<string, any>

for (const service of [new Billing(), new Stock()] as Service[]) {
  for (const { name, method, timeout } of handlersOf(service)) {
    events.on(name, { timeout }, (event) => service[method](event)) // on invoice.issue timeout 25000, invoice.overdue, stock.low, stock.gone timeout 15000
  }
}

function listen(service: Service) {
  const kept: Kept[] = Reflect.getMetadata(LISTENERS, service.constructor)
  kept.forEach(({ name, method, timeout }) => events.on(name, { timeout }, (event) => service[method](event))) // on mail.queued timeout 20000, text.queued timeout 10000
}
listen(new Mails())
listen(new Texts())

events.on(queueOf(Parcels), () => new Parcels().run()) // on parcel.due
events.on(queueOf(Returns), () => new Returns().run()) // on return.due
events.on(queueOf(Transfers), () => {}) // on ?

// What a framework makes has its methods called by that: where a decorator or what its class is written for says so.
import { events } from '@ampt/sdk'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { LitElement } from 'lit'

interface Startable {
  start(): void
}
class Orders implements OnModuleInit {
  onModuleInit() {
    events.on('order.placed', async () => {}) // on order.placed uncalled none
  }
}
@Injectable()
class Mails {
  onApplicationBootstrap() {
    events.on('mail.sent', async () => {}) // on mail.sent uncalled none
  }
}
abstract class Page extends LitElement {}
class OrderPage extends Page {
  connectedCallback() {
    events.on('page.shown', async () => {}) // on page.shown uncalled none
  }
}
class Forgotten implements Startable {
  start() {
    events.on('forgotten', async () => {}) // on forgotten uncalled Forgotten.start
  }
}
export const providers = [Orders, Mails, OrderPage, Forgotten]

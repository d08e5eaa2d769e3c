import express from 'express'
import { events } from '@ampt/sdk'
import { billing } from './billing'
import { createBus, emit, type Bus } from './bus'
import { keeper, mailer } from './carts'
import { Shipping } from './shipping'

const bus = createBus()
billing({ bus })
new Shipping(bus)

function orders(app: express.Application, { publish }: Bus) {
  app.post('/orders', async () => publish('order.paid', {}))
}
orders(express(), bus)

const keep = keeper({ emit, mail: mailer({ emit }) })
events.on('cart.left', async ({ body }) => { await keep(body) }) // on cart.left runs none

import { asFunction, createContainer } from 'awilix'
import { events } from '@ampt/sdk'
import { createBus, createQueue, emit } from './bus'
import { createBilling, createParcels } from './services'

const container = createContainer()
container.register({ bus: asFunction(createBus), billing: asFunction(createBilling), queue: asFunction(createQueue) })
container.register({ emit: asFunction(() => emit), parcels: asFunction(createParcels) })
container.cradle.billing.start()

function listen(parcels: ReturnType<typeof createParcels>) {
  events.on('parcel.due', async () => { await parcels.ask() }) // on parcel.due runs none
}
listen(container.cradle.parcels)

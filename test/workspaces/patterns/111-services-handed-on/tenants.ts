import { events } from '@ampt/sdk'

const createBus = (tenant: string) => ({
  publish: (name: string) => events.publish(`${tenant}.${name}`, {}), // publish north.placed in handler of go.north, south.placed in handler of go.south
})
const createOrders = (bus: ReturnType<typeof createBus>) => ({ place: () => bus.publish('placed') })

const north = createOrders(createBus('north'))
const south = createOrders(createBus('south'))
events.on('go.north', async () => { await north.place() }) // on go.north runs none
events.on('go.south', async () => { await south.place() }) // on go.south runs none

import type { Bus, Emit, Queue, Timer } from './bus'

interface Cradle {
  bus: Bus
}
export const createBilling = ({ bus }: Cradle) => ({
  start() {
    bus.subscribe('order.paid', async (order) => {
      await bus.publish('bill.sent', order)
    })
  },
})

export const createParcels = ({ send }: Queue, timer: Timer, emit: Emit) => ({
  async ask() {
    await timer.set('alarm.rung')
    await send('parcel.asked')
    await emit('stock.taken')
  },
})

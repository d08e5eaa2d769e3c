import { container } from 'tsyringe'
import { Bus, bus } from './bus'

container.registerInstance('Bus', bus)

export async function keep() {
  await container.resolve<Bus>('Bus').publish('order.kept', {})
  await container.resolve(Bus).publish('order.kept', {})
}

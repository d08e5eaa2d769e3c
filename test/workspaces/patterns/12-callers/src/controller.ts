import { notify } from './notify'
import { Orders } from './orders'

const orders = new Orders()
export const controller = {
  async create(request: any, response: any) {
    await orders.place(request.body)
    await notify('created')
    response.end()
  },
}

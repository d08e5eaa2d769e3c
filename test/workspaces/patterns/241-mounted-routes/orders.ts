import { events } from '@ampt/sdk'
export default async function orders(app: any): Promise<void> {
  app.withTypeProvider().post('/', async () => events.publish('ordered', {})) // publish ordered in POST /v1/*, POST /v1/orders
}

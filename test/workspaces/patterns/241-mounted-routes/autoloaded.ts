// Whoever loads this may put anything before its paths.
import { events } from '@ampt/sdk'
export default async function routes(app: any): Promise<void> {
  app.get('/list', async () => events.publish('listed', {})) // publish listed in GET */list
}

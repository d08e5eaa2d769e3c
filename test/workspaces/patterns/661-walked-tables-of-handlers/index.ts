// Handlers of a table that is walked through the app's own `on` run with what their maker was handed.
import { events } from '@ampt/sdk'

const emit = (name: string, body: unknown) => events.publish(name, body) // publish receipt in handler of paid, warned in handler of late, told in handler of gone
const on = (name: string, run: (body: any) => Promise<unknown>) => events.on(name, async ({ body }) => await run(body)) // on paid runs paid, late runs late, gone runs gone
type App = { emit: typeof emit; on: typeof on }

function orders({ emit, on }: App) {
  const handlers = {
    paid: async (body: any) => {
      await emit('receipt', body)
    },
    late: async (body: any) => {
      await emit('warned', body)
    },
  }
  for (const [name, handler] of Object.entries(handlers)) on(name, handler)
}
function users({ emit, on }: App) {
  on('gone', async function gone({ id }) {
    await emit('told', { id })
  })
}
for (const register of [orders, users]) register({ emit, on })

// What is handed over as another type, or as one of two, is what it is.
import express, { type RequestHandler, type Request } from 'express'
import { events, http, task, ws } from '@ampt/sdk'

const open = async ({ body }: Request) => {
  await events.publish('ticket.opened', body) // publish ticket.opened in POST /tickets
}
async function close({ params }: Request) {
  await events.publish('ticket.closed', params) // publish ticket.closed in DELETE /tickets/:id
}
const archive = async (request: Request) => events.publish('ticket.archived', request.body) // publish ticket.archived in DELETE /tickets/:id, task sweep
const app = express()
app.post('/tickets', open as unknown as RequestHandler)
app.delete('/tickets/:id', process.env.KEEPS === 'yes' ? archive : close)
http.node.use(app)

task('sweep', (archive as any)!)
const nothing: null | (() => void) = null
const heard = async (message: unknown) => events.publish('ticket.said', message) // publish ticket.said in WebSocket message
ws.on('message', nothing ?? <any>heard)

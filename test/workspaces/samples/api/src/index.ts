import { api } from '@ampt/api'
import { data } from '@ampt/data'
import { events, params, storage, task, ws } from '@ampt/sdk'
import { schedule } from '@ampt/sdk'
import { modelFor } from './model'

enum NoteEvent {
  Archived = 'note.archived',
}

const archive = storage('archive')
const notes = modelFor<{ text: string; owner: string }>('note')

const auth = async (event: { request: { query: URLSearchParams }; status(code: number): { body(body: object): object } }) =>
  event.request.query.get('key') === params('API_KEY') ? undefined : event.status(401).body({ message: 'who?' })

api('notes')
  .router('/notes', undefined, auth as any)
  .post('/:owner', async (event) => {
    const { text } = await event.request.body()
    const id = await notes.save({ text, owner: event.params.owner! })
    return event.status(201).body({ id })
  })
  .get('/:owner', async (event) => {
    const { items } = await data.getByLabel('label1', `owner_${event.params.owner}:*`)
    return event.body(items.map(({ key }: { key: string }) => key))
  })

data.on('created:note:*', { timeout: 10_000 }, async ({ item }) => {
  await archiveNote.run('1 minute', { key: item.key, text: item.value.text })
})

const archiveNote = task<{ key: string; text: string }>('archive note', async ({ body }, { progress }) => {
  progress('writing', 50)
  await archive.write(`${body.key.replace(':', '/')}.txt`, body.text)
  return { bytes: body.text.length }
})
archiveNote.on('completed', async ({ name }) => console.log(`${name} completed`))

storage('archive').on('write:**/*.txt', async ({ path, size }) => {
  await events.publish(NoteEvent.Archived, { path, size })
})

events.on(NoteEvent.Archived, async ({ body }: { body: { path: string; size: number } }) => {
  const { items } = await data.get<{ since: number }>('connection:*')
  for (const { key } of items) if (await ws.isConnected(key.split(':')[1]!)) await ws.send(key.split(':')[1]!, body)
})
events.on(`note.saved`, () => console.log('saved'))

ws.on('connected', async (connection) => {
  await data.set(`connection:${connection.connectionId}`, { since: connection.meta!.connectedAt }, { ttl: 3600 })
})
ws.on('disconnected', async (connection) => {
  await data.remove(`connection:${connection.connectionId}`)
})

schedule('sweep').cron('0 3 * * ? *', async () => {
  await data.set('swept', { $add: 1 })
})

// What decorates a handler hands the event on to it; what a handler is handed for its own work is no handler.
import { events } from '@ampt/sdk'

type Run = (body: any, id?: string) => Promise<unknown>
const seen = new Set<string>()
const once = (handler: Run): Run => async (body, id = '') => {
  if (seen.has(id)) return
  await handler(body, id)
  seen.add(id)
}
const withLog = (name: string, handler: Run): Run => async (...args) => {
  console.log(name)
  return handler(...args)
}

function subscribe(name: string, handler: Run) {
  const wrapped = withLog(name, once(handler))
  events.on(name, async ({ body, id }: any) => { // on placed runs ship, placed runs bill, paid runs none
    try {
      await wrapped(body, id)
    } catch (error) {
      await events.publish('failed', { error }) // publish failed
    }
  })
}
subscribe('placed', ship)
subscribe('placed', bill)
subscribe('paid', async () => {})
async function ship() {}
async function bill() {}

interface Spec {
  validate(body: any): boolean
  run(body: any): Promise<unknown>
}
const register = (name: string, { validate, run }: Spec) =>
  events.on(name, async ({ body }: any) => { // on shipped runs pack, billed runs run
    if (!validate(body)) return
    await run(body)
  })
const isOrder = (body: any) => typeof body.id === 'string'
register('shipped', { validate: isOrder, run: pack })
register('billed', { validate: isOrder, run: async () => {} })
async function pack() {}

const makeSave = (save: Run) =>
  async function saveAndTell({ body }: any) {
    await save(body)
    await events.publish('saved', body) // publish saved
  }
events.on('kept', makeSave(store)) // on kept runs saveAndTell
const makeAll = ({ save }: { save: Run }) => makeSave(save)
events.on('stored', makeAll({ save: store })) // on stored runs saveAndTell
async function store() {}

function registerAll(getUser: (id: string) => Promise<any>, repo: { save: Run }) {
  events.on('joined', async function greet({ body }: any) { // on joined runs greet
    const user = await getUser(body.id)
    console.log('hello', user.name)
  })
  events.on('left', async function forget({ body }: any) { // on left runs forget
    const left = await repo.save(body)
    console.log(left)
  })
}
registerAll(async (id) => ({ id }), { save: store })

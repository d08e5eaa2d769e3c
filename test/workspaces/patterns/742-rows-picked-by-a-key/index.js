// What is taken out of a row stays together, whichever row a key picks that only a run tells.
import { events, http } from '@ampt/sdk'
import express from 'express'

const app = express()
http.node.use(app)

const STRIPE = {
  'charge.succeeded': { name: 'payment.succeeded' },
  'charge.failed': { name: 'payment.failed', after: '1 day' },
}
const CARRIER = new Map([
  ['delivered', { name: 'parcel.delivered' }],
  ['returned', { name: 'parcel.returned', after: '1 hour' }],
])
const emit = (name, body = {}, { after } = {}) =>
  after ? events.publish(name, { after }, body) : events.publish(name, body) // publish parcel.returned after 3600000 in POST /carrier, parcel.delivered in POST /carrier

app.post('/stripe', async (req) => {
  const { name, after } = STRIPE[req.body.type]
  await events.publish(name, { after }, req.body) // publish payment.succeeded in POST /stripe, payment.failed after 86400000 in POST /stripe
})
app.post('/carrier', async (req) => {
  const mapped = CARRIER.get(req.body.status)
  if (!mapped) return
  const { name, ...options } = mapped
  await emit(name, req.body, options)
})

// Each call of what picks may pick another.
const STATES = { open: { name: 'open', wait: 1000 }, shut: { name: 'shut', wait: 2000 } }
const stateOf = (text) => STATES[text]
app.post('/states', async (req) => {
  const from = stateOf(req.body.from)
  const to = stateOf(req.body.to)
  await events.publish(`${from.name}-${to.name}`, {}) // publish open-open in POST /states, open-shut in POST /states, shut-open in POST /states, shut-shut in POST /states
  await events.publish(`now.${to.name}`, { after: to.wait }, {}) // publish now.open after 1000 in POST /states, now.shut after 2000 in POST /states
  await events.publish(`left.${from.name}`, { after: to.wait }, {}) // publish left.open after ? in POST /states, left.shut after ? in POST /states
})

// So may each search of a function.
const LIST = [{ name: 'a' }, { name: 'b' }]
app.post('/searches', async (req) => {
  const from = LIST.find(({ name }) => name === req.body.from)
  const to = LIST.find(({ name }) => name === req.body.to)
  if (from.name === to.name) return
  await events.publish(`from.${from.name}.to.${to.name}`, {}) // publish from.a.to.b in POST /searches, from.b.to.a in POST /searches
})

// What each object keeps is its own.
class Step {
  constructor(state) {
    this.rule = STATES[state]
  }
}
app.post('/steps', async (req) => {
  const [one, other] = [new Step(req.body.one), new Step(req.body.other)]
  await events.publish(`step.${one.rule.name}`, { after: other.rule.wait }, {}) // publish step.open after ? in POST /steps, step.shut after ? in POST /steps
})

// A name is what a function of the app has said that it is, where it is asked before.
import { events, http } from '@ampt/sdk'
import express from 'express'
import { isFeed, isTenant, isTooLong, mustBeTenant } from './tenant'

const app = express()
http.node.use(app)

app.post('/ended', async (req) => {
  const { tenant } = req.body
  if (!isTenant(tenant)) return
  await events.publish(`ended.${tenant}`, {}) // publish ended.north in POST /ended, ended.south in POST /ended
})
app.post('/nested', async (req) => {
  const name: string = req.body.name
  if (isTenant(name)) await events.publish(`nested.${name}`, {}) // publish nested.north in POST /nested, nested.south in POST /nested
  else await events.publish(`other.${name}`, {}) // publish other.*
})
app.post('/both', async (req) => {
  const { tenant, feed } = req.body
  if (!isTenant(tenant) || !isFeed(feed)) throw new Error('unknown')
  await events.publish(`${feed}.of.${tenant}`, {}) // publish booked.of.north in POST /both, booked.of.south in POST /both, left.of.north in POST /both, left.of.south in POST /both
})
app.post('/some', async (req) => {
  const { tenant, feed } = req.body
  if (!isTenant(tenant) && !isFeed(feed)) throw new Error('unknown')
  await events.publish(`some.${tenant}`, {}) // publish some.*
})
app.post('/chosen', async (req) => {
  const { tenant } = req.body
  await events.publish(isTenant(tenant) ? `chosen.${tenant}` : 'chosen.none', {}) // publish chosen.north in POST /chosen, chosen.south in POST /chosen, chosen.none in POST /chosen
  await events.publish(`late.${tenant}`, {}) // publish late.*
})
app.post('/walked', async (req) => {
  for (const one of req.body.all as string[]) {
    if (!isTenant(one)) continue
    await events.publish(`walked.${one}`, {}) // publish walked.north times n, walked.south times n
  }
})
app.post('/long', async (req) => {
  const { tenant } = req.body
  if (isTooLong(tenant)) await events.publish(`long.${tenant}`, {}) // publish long.*
  await mustBeTenant(tenant)
  await events.publish(`must.${tenant}`, {}) // publish must.*
})

async function tell(name: string) {
  if (!isTenant(name)) return
  await events.publish(`told.${name}`, {}) // publish told.north in POST /told, told.south in POST /told, POST /south
}
app.post('/told', (req) => tell(req.body.name))
app.post('/south', () => tell('south'))

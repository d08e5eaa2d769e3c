import { events } from '@ampt/sdk'

const jobs = [
  { name: 'job.a', prefix: 'p', after: '1 minute' },
  { name: 'job.b', prefix: 'q', after: '2 minutes' },
]
for (const { name, prefix } of jobs) events.publish(`${prefix}.${name}`, {}) // publish p.job.a, q.job.b
jobs.forEach((job) => events.publish(job.name, {})) // publish job.a, job.b
jobs.map(async ({ name }) => {
  await events.publish(`${name}.mapped`, {}) // publish job.a.mapped, job.b.mapped
})
const handlers = { 'user.created': onCreated, 'user.removed': onRemoved }
Object.entries(handlers).forEach(([name, handler]) => events.on(name, handler)) // on user.created, user.removed
for (const name in handlers) events.on(`${name}.again`, () => {}) // on user.created.again, user.removed.again
new Map([['map.a', onCreated]]).forEach((handler, name) => events.on(name, handler)) // on map.a runs onCreated
async function onCreated() {}
async function onRemoved() {}
;['x', 'y'].filter(Boolean).forEach((one) => events.publish(`f.${one}`, {})) // publish f.x, f.y
for (let i = 0; i < 3; i++) events.publish(`batch.${i}`, {}) // publish batch.*
